// title: Patchwork quilt
// family: tiling
// description: Stitched squares of dotted, striped and checked cloth
// dialect: twigl:geeker
// licence: CC0-1.0
float rnd(vec2 c) {
    vec3 q = fract(c.xyx * vec3(0.618034, 0.754878, 0.569840));
    q += dot(q, q.zxy + 7.31);
    return fract((q.x + q.z) * q.y);
}
void main() {
    vec2 p = 4.0 * gl_FragCoord.xy / r.y + vec2(0.5, 0.35) * t, c = floor(p), q = p - c, e = min(q, 1.0 - q);
    float kind = rnd(c + 31.0 * floor(0.4 * t + rnd(c))), hue = rnd(c + 8.0), mark;
    vec2 g = fract(5.0 * q) - 0.5;
    if (kind < 0.25) mark = step(length(g), 0.28);
    else if (kind < 0.5) mark = step(0.5, fract(4.0 * (q.x + (hue > 0.5 ? q.y : -q.y)) + t));
    else if (kind < 0.75) mark = step(g.x * g.y, 0.0);
    else mark = step(fract(3.0 * max(abs(q.x - 0.5), abs(q.y - 0.5)) - 0.5 * t), 0.5);
    vec3 cloth = mix(vec3(0.45, 0.55, 0.75), vec3(0.9, 0.6, 0.55), hue), dye = mix(vec3(0.95, 0.93, 0.85), vec3(0.25, 0.2, 0.35), step(0.6, rnd(c + 5.0)));
    vec3 col = mix(cloth, dye, mark) * (0.7 + 0.3 * smoothstep(0.0, 0.2, min(e.x, e.y)));
    float seam = abs(min(e.x, e.y) - 0.08);
    col = mix(vec3(0.98, 0.95, 0.8), col, max(smoothstep(0.01, 0.02, seam), step(0.6, fract(12.0 * (e.x > e.y ? q.x : q.y)))));
    gl_FragColor = vec4(col, 1.0);
}
