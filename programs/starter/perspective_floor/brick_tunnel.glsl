// title: Brick tunnel
// family: perspective_floor
// description: Rushing down a curving round tunnel of lit bricks
// dialect: twigl:geeker
// licence: CC0-1.0
float rnd(vec2 c) {
    vec3 q = fract(c.xyx * vec3(0.618034, 0.754878, 0.569840));
    q += dot(q, q.zxy + 7.31);
    return fract((q.x + q.z) * q.y);
}
void main() {
    vec2 u = (2.0 * gl_FragCoord.xy - r) / r.y + 0.35 * vec2(sin(t), cos(0.7 * t));
    float l = length(u) + 0.02, z = 1.0 / l, a = atan(u.y, u.x + 0.00001) / 6.28318 + 0.1 * t;
    vec2 p = vec2(14.0 * a, 3.0 * z + 4.0 * t);
    p.x += 0.5 * mod(floor(p.y), 2.0);
    vec2 c = vec2(mod(floor(p.x), 14.0), mod(floor(p.y), 60.0)), q = fract(p), e = min(q, 1.0 - q);
    float h = rnd(c), mortar = smoothstep(0.05, 0.12, min(e.x, e.y)), lamp = step(0.93, h);
    vec3 col = mix(vec3(0.75, 0.6, 0.45), mix(vec3(0.5, 0.2, 0.12), vec3(0.35, 0.3, 0.42), h), mortar);
    col = mix(col, vec3(0.6, 0.95, 1.0) * 1.6, lamp * mortar);
    col = col * min(1.6 * l, 1.2) + vec3(0.9, 0.7, 0.35) * exp(-5.0 * l);
    gl_FragColor = vec4(col, 1.0);
}
