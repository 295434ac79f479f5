// title: Storm front
// family: clouds
// description: Torn grey cloud decks race over a yellow gap of light
// dialect: twigl:geeker
// licence: CC0-1.0
float rnd(vec2 c) {
    vec3 q = fract(c.xyx * vec3(0.618034, 0.754878, 0.569840));
    q += dot(q, q.zxy + 7.31);
    return fract((q.x + q.z) * q.y);
}
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1.0, 0.0)), f.x), mix(rnd(i + vec2(0.0, 1.0)), rnd(i + vec2(1.0, 1.0)), f.x), f.y);
}
void main() {
    vec2 p = gl_FragCoord.xy / r.y, q = vec2(1.5 * p.x / (1.3 - p.y), 2.0 / (1.3 - p.y)) + vec2(0.4, 0.9) * t;
    float sum = 0.0, amp = 0.5;
    for (int k = 0; k < 5; k++) { sum += amp * vnoise(q); q = mat2(1.7, 1.0, -1.0, 1.7) * q + 0.3 * t; amp *= 0.5; }
    vec3 col = mix(vec3(0.95, 0.8, 0.45), vec3(0.5, 0.58, 0.66), smoothstep(0.15, 0.6, p.y + 0.3 * sum));
    col = mix(col, vec3(0.16, 0.18, 0.24), smoothstep(0.4, 0.7, sum));
    float bolt = p.x - 0.5 - 0.4 * sin(3.0 * floor(2.0 * t)) - 0.25 * (vnoise(vec2(7.0 * p.y, floor(2.0 * t))) - 0.5) - 0.05 * vnoise(vec2(30.0 * p.y, 1.0));
    float flash = exp(-5.0 * fract(2.0 * t)) * step(0.2, p.y);
    col += vec3(0.8, 0.8, 1.0) * flash * (0.3 + 0.012 / (abs(bolt) + 0.006));
    col = mix(col, vec3(0.08, 0.1, 0.07), step(p.y, 0.12 + 0.07 * vnoise(vec2(6.0 * p.x + 3.0 * t, 2.0))));
    gl_FragColor = vec4(col, 1.0);
}
