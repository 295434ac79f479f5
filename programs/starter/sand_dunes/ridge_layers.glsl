// title: Ridge layers
// family: sand_dunes
// description: Hazy dune ridges one behind another with a rising sun
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
    vec2 p = gl_FragCoord.xy / r.y;
    vec2 sun = vec2(0.5 + 0.35 * sin(0.6 * t), 0.62 + 0.25 * sin(0.9 * t));
    vec3 col = mix(vec3(1.0, 0.78, 0.6), vec3(0.45, 0.6, 0.8), p.y) + vec3(0.9, 0.5, 0.2) * smoothstep(0.14, 0.12, length(p - sun));
    for (int k = 0; k < 6; k++) {
        float d = float(k), x = p.x * (1.4 + 0.3 * d) + (0.2 + 0.22 * d) * t + 9.0 * d;
        float top = 0.75 - 0.13 * d + 0.16 * (abs(2.0 * vnoise(vec2(1.7 * x, d)) - 1.0)) + 0.05 * vnoise(vec2(5.0 * x, d + 3.0));
        float side = vnoise(vec2(1.7 * x + 0.15, d)) - vnoise(vec2(1.7 * x, d));
        float wave = 0.5 + 0.5 * sin(90.0 * (top - p.y) * (1.0 - 0.1 * d) + 8.0 * vnoise(vec2(3.0 * x, 4.0 * p.y)));
        vec3 sand = mix(vec3(0.8, 0.6, 0.6), vec3(0.75, 0.35, 0.12), d / 5.0) * (0.75 + 2.5 * side + 0.12 * wave);
        col = mix(col, sand + 0.25 * exp(-25.0 * (top - p.y)), smoothstep(0.0, 0.006, top - p.y));
    }
    gl_FragColor = vec4(col, 1.0);
}
