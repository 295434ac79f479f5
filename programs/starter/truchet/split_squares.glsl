// title: Split squares
// family: truchet
// description: Squares cut along a diagonal in four printed colours keep turning
// dialect: sandbox
// licence: CC0-1.0
#ifdef GL_ES
precision mediump float;
#endif
uniform float time;
uniform vec2 resolution;
float rnd(vec2 c) {
    vec3 q = fract(c.xyx * vec3(0.618034, 0.754878, 0.569840));
    q += dot(q, q.zxy + 7.31);
    return fract((q.x + q.z) * q.y);
}
void main() {
    vec2 p = 7.0 * gl_FragCoord.xy / resolution.y + vec2(0.6 * time, 0.4 * time);
    vec2 cell = floor(p), f = p - cell - 0.5;
    float turn = floor(4.0 * rnd(cell)) + floor(time + 4.0 * rnd(cell + 19.0)) + smoothstep(0.6, 1.0, fract(time + 4.0 * rnd(cell + 19.0)));
    float a = 1.570796 * turn;
    f = mat2(cos(a), sin(a), -sin(a), cos(a)) * f;
    float side = f.x + f.y, pick = rnd(cell + 33.0);
    vec3 dark = pick < 0.5 ? vec3(0.13, 0.2, 0.33) : vec3(0.55, 0.2, 0.25);
    vec3 light = rnd(cell + 47.0) < 0.6 ? vec3(0.95, 0.88, 0.73) : vec3(0.93, 0.62, 0.36);
    vec3 col = mix(dark, light, smoothstep(-0.03, 0.03, side));
    if (pick > 0.75) col = mix(light, dark, smoothstep(-0.03, 0.03, length(f - 0.5) - 0.75));
    float grid = max(abs(p.x - cell.x - 0.5), abs(p.y - cell.y - 0.5));
    gl_FragColor = vec4(col * (0.9 + 0.1 * smoothstep(0.5, 0.42, grid)), 1.0);
}
