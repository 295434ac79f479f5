// title: Nautilus shell
// family: spirals_phyllotaxis
// description: A chambered logarithmic spiral shell turning on sand
// dialect: twigl:classic
// licence: CC0-1.0
precision highp float;
uniform vec2 resolution;
uniform vec2 mouse;
uniform float time;
uniform float frame;
uniform float sound;
uniform sampler2D backbuffer;
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
    vec2 uv = (2.0 * gl_FragCoord.xy - resolution) / resolution.y;
    vec3 col = vec3(0.82, 0.74, 0.58) * (0.8 + 0.25 * vnoise(45.0 * uv) + 0.1 * sin(14.0 * uv.y + 5.0 * vnoise(2.0 * uv + 0.4 * time) + time));
    vec2 p = uv - 0.3 * vec2(sin(0.7 * time), cos(0.5 * time));
    float r = length(p) + 0.0001, a = atan(p.y, p.x + 0.00001) + 0.8 * time;
    float turns = log(r / 0.9) / 0.3466 / 3.1416 + a / 6.28318;
    float whorl = floor(turns), across = turns - whorl;
    float along = a / 6.28318 - whorl;
    float edge = min(across, 1.0 - across);
    float outer = smoothstep(0.05, 0.0, r - 0.9 * exp(1.0889 * (0.0 - fract(a / 6.28318))));
    float chamber = fract(9.0 * along + 0.9 * across * (1.0 - across) * 2.0);
    vec3 shell = mix(vec3(0.98, 0.93, 0.85), vec3(0.72, 0.32, 0.15), smoothstep(0.35, 0.1, abs(chamber - 0.5)) * smoothstep(0.3, 0.9, across));
    shell *= 0.35 + 1.3 * sqrt(max(edge, 0.0));
    shell = mix(vec3(0.3, 0.18, 0.12), shell, smoothstep(0.0, 0.06, min(chamber, 1.0 - chamber)) * 0.6 + 0.4);
    shell = mix(vec3(0.25, 0.14, 0.1), shell, smoothstep(0.01, 0.08, edge));
    gl_FragColor = vec4(mix(col, shell, outer), 1.0);
}
