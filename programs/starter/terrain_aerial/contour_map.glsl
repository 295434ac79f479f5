// title: Contour map
// family: terrain_aerial
// description: A hiking map with height lines, lakes and a dashed path
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
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1.0, 0.0)), f.x), mix(rnd(i + vec2(0.0, 1.0)), rnd(i + vec2(1.0, 1.0)), f.x), f.y);
}
void main() {
    vec2 p = 3.0 * gl_FragCoord.xy / resolution.y + vec2(0.5 * time, 0.25 * time);
    float h = 0.6 * vnoise(p) + 0.27 * vnoise(2.1 * p + 5.0) + 0.13 * vnoise(4.3 * p + 0.4 * time);
    float level = 14.0 * h, line = abs(fract(level) - 0.5), bold = abs(fract(level / 4.0) - 0.5);
    vec3 col = mix(vec3(0.76, 0.87, 0.66), vec3(0.96, 0.93, 0.8), smoothstep(0.4, 0.55, h));
    col = mix(col, vec3(0.93, 0.8, 0.68), smoothstep(0.6, 0.7, h));
    col = mix(vec3(0.65, 0.4, 0.25), col, smoothstep(0.06, 0.14, 0.5 - line));
    col = mix(vec3(0.5, 0.25, 0.12), col, smoothstep(0.02, 0.05, 0.5 - bold));
    float lake = smoothstep(0.34, 0.32, h);
    col = mix(col, mix(vec3(0.45, 0.7, 0.88), vec3(0.2, 0.45, 0.7), step(0.4, abs(fract(8.0 * p.y) - 0.5))), lake);
    float path = abs(p.y - 0.9 * sin(1.1 * p.x) - 0.4 * vnoise(2.0 * p) - 1.4 - 0.25 * time);
    col = mix(col, vec3(0.8, 0.1, 0.15), smoothstep(0.05, 0.03, path) * step(0.4, fract(4.0 * p.x)));
    vec2 grid = abs(fract(p) - 0.5);
    col *= 1.0 - 0.2 * smoothstep(0.485, 0.495, max(grid.x, grid.y));
    gl_FragColor = vec4(col, 1.0);
}
