// title: Plank floor
// family: wood_grain
// description: Knotted planks with grain lines and dark joints slide along
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
    vec2 p = gl_FragCoord.xy / r.y * vec2(1.6, 4.0) + vec2(0.0, 0.4 * t);
    float row = floor(p.y), way = rnd(vec2(row, 6.0)) - 0.5;
    p.x += 7.0 * rnd(vec2(row, 3.0)) + way * t;
    vec2 c = vec2(floor(p.x), row), q = vec2(fract(p.x), fract(p.y) - 0.5), e = vec2(min(q.x, 1.0 - q.x) * 2.5, 0.5 - abs(q.y));
    float h = rnd(c), y = q.y + 6.0 * h, warp = vnoise(vec2(1.5 * p.x, 3.0 * y));
    vec2 k = q - vec2(0.2 + 0.6 * rnd(c + 4.0), 0.5 * rnd(c + 9.0) - 0.25);
    float knot = exp(-18.0 * dot(k * vec2(1.6, 1.0), k * vec2(1.6, 1.0))) * step(0.45, rnd(c + 12.0));
    float grain = fract(5.0 * y + 1.6 * warp + 4.0 * knot + 0.2 * t), fine = vnoise(vec2(5.0 * p.x, 60.0 * y));
    vec3 tone = h < 0.4 ? vec3(0.8, 0.58, 0.34) : h < 0.75 ? vec3(0.6, 0.36, 0.2) : vec3(0.85, 0.72, 0.52);
    vec3 col = tone * (0.7 + 0.3 * grain + 0.2 * (fine - 0.5)) * (1.0 - 0.6 * smoothstep(0.75, 1.0, knot));
    gl_FragColor = vec4(col * (0.35 + 0.65 * smoothstep(0.0, 0.05, min(e.x, e.y))), 1.0);
}
