// title: Wet cobbles
// family: bricks_masonry
// description: Rounded paving stones in arcs, with a passing lamp's shine
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
    vec2 uv = gl_FragCoord.xy / resolution.y - vec2(0.5, -0.7 + 0.3 * sin(0.5 * time));
    float r = length(uv), row = floor(9.0 * r - 1.2 * time);
    float count = 20.0 + 4.0 * floor(3.0 * rnd(vec2(mod(row, 50.0), 2.0)));
    float a = atan(uv.x, uv.y + 0.0001) / 1.7 * count + 7.0 * rnd(vec2(mod(row, 50.0), 9.0)) + 0.5 * sin(time);
    vec2 cell = vec2(floor(a), row), f = vec2(fract(a), fract(9.0 * r - 1.2 * time)) - 0.5;
    float h = rnd(mod(cell, 64.0));
    vec2 q = f * vec2(1.0 + 0.15 * h, 1.0);
    float d = pow(dot(q * q, q * q), 0.25) - 0.4;
    vec3 n = normalize(vec3(q * 2.2 + 0.5 * vec2(vnoise(30.0 * uv) - 0.5), 0.8));
    vec3 lamp = normalize(vec3(0.9 * sin(time) - uv.x, 0.7 - uv.y * 0.5, 0.7));
    float shine = pow(max(dot(n, normalize(lamp + vec3(0.0, 0.0, 1.0))), 0.0), 24.0);
    vec3 stone = mix(vec3(0.3, 0.33, 0.4), vec3(0.55, 0.47, 0.4), h) * (0.7 + 0.5 * vnoise(24.0 * uv));
    vec3 col = stone * (0.35 + 0.8 * max(dot(n, lamp), 0.0)) + vec3(1.0, 0.8, 0.5) * shine * 0.8;
    gl_FragColor = vec4(mix(col, vec3(0.1, 0.1, 0.09), smoothstep(-0.03, 0.05, d)), 1.0);
}
