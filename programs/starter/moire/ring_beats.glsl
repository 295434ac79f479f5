// title: Ring beats
// family: moire
// description: Three sets of concentric rings drift and beat in ink colours
// dialect: twigl:classic
// licence: CC0-1.0
precision highp float;
uniform vec2 resolution;
uniform vec2 mouse;
uniform float time;
uniform float frame;
uniform float sound;
uniform sampler2D backbuffer;
void main() {
    vec2 uv = (2.0 * gl_FragCoord.xy - resolution) / resolution.y;
    vec3 col = vec3(0.98, 0.96, 0.9);
    for (int k = 0; k < 3; k++) {
        float fk = float(k);
        vec2 c = 0.45 * vec2(sin(0.8 * time + 2.1 * fk), cos(0.6 * time + 1.3 * fk));
        float d = length(uv - c), ring = smoothstep(-0.4, 0.4, sin((30.0 + 4.0 * fk) * d - 3.0 * time));
        vec3 ink = k == 0 ? vec3(0.0, 0.55, 0.55) : k == 1 ? vec3(0.95, 0.45, 0.1) : vec3(0.35, 0.2, 0.5);
        col *= mix(ink, vec3(1.0), ring);
    }
    gl_FragColor = vec4(col, 1.0);
}
