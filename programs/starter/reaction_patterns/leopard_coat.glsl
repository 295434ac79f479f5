// title: Leopard coat
// family: reaction_patterns
// description: Broken rosettes on tan fur that stretch as the skin moves
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
    vec2 p = 4.2 * gl_FragCoord.xy / r.y + vec2(0.6 * t, 0.0);
    p += 0.35 * sin(1.3 * p.yx + t);
    float ring = 9.0, heart = 9.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(p) + vec2(mod(float(k), 3.0), floor(float(k) / 3.0)) - 1.0, q = p - c - 0.25 - 0.5 * vec2(rnd(c), rnd(c + 17.0));
        float w = length(q + 0.22 * (vec2(vnoise(3.0 * p), vnoise(3.0 * p + 30.0)) - 0.5)) - 0.27 - 0.12 * rnd(c + 40.0);
        ring = min(ring, abs(w) - 0.09 + 0.2 * smoothstep(0.55, 0.85, vnoise(3.5 * p + 11.0)));
        heart = min(heart, w);
    }
    float fur = vnoise(vec2(50.0 * p.x + 10.0 * p.y, 9.0 * p.y));
    vec3 col = mix(vec3(0.93, 0.75, 0.45), vec3(0.98, 0.92, 0.78), vnoise(0.6 * p + 2.0));
    col = mix(col, vec3(0.72, 0.45, 0.2), smoothstep(0.05, -0.05, heart));
    col = mix(col, vec3(0.12, 0.07, 0.05), smoothstep(0.04, -0.04, ring));
    gl_FragColor = vec4(col * (0.75 + 0.4 * fur), 1.0);
}
