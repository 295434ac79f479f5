// title: Tilted gratings
// family: moire
// description: Two fine gratings rotate over each other and beat
// dialect: sandbox
// licence: CC0-1.0
#ifdef GL_ES
precision mediump float;
#endif
uniform float time;
uniform vec2 resolution;
void main() {
    vec2 uv = (2.0 * gl_FragCoord.xy - resolution.xy) / resolution.y;
    float a = 0.12 * sin(0.9 * time) + 0.06, b = 0.35 * time, lens = 0.5 * exp(-3.0 * dot(uv, uv));
    vec2 d0 = vec2(cos(b), sin(b)), d1 = vec2(cos(b + a), sin(b + a)), swell = uv * (1.0 + lens * sin(1.3 * time));
    float g0 = smoothstep(-0.5, 0.5, sin(52.0 * dot(uv, d0)));
    float g1 = smoothstep(-0.5, 0.5, sin(56.0 * dot(swell, d1) + 2.0 * time));
    vec3 paper = mix(vec3(0.97, 0.95, 0.88), vec3(0.85, 0.93, 0.95), 0.5 + 0.5 * uv.y);
    vec3 col = paper * mix(vec3(0.85, 0.15, 0.3), vec3(1.0), g0) * mix(vec3(0.1, 0.3, 0.75), vec3(1.0), g1);
    gl_FragColor = vec4(col, 1.0);
}
