// title: Ripple tank
// family: waves_interference
// description: Rings from four wandering drops cross on tinted water
// dialect: sandbox
// licence: CC0-1.0
#ifdef GL_ES
precision mediump float;
#endif
uniform float time;
uniform vec2 resolution;
void main() {
    vec2 uv = (2.0 * gl_FragCoord.xy - resolution.xy) / resolution.y;
    float h = 0.0;
    vec2 slope = vec2(0.0);
    for (int k = 0; k < 4; k++) {
        float a = 1.6 * float(k) + 0.3 * time;
        vec2 d = uv - 0.85 * vec2(cos(a), sin(1.3 * a + 0.7));
        float l = length(d) + 0.02, w = 1.0 / (1.0 + 2.0 * l), ph = (17.0 + 3.0 * float(k)) * l - 5.0 * time;
        h += w * sin(ph);
        slope += w * cos(ph) * d / l;
    }
    vec3 n = normalize(vec3(-slope, 1.3));
    float light = dot(n, normalize(vec3(0.5, 0.6, 0.6)));
    vec3 col = mix(vec3(0.02, 0.22, 0.3), vec3(0.25, 0.75, 0.62), 0.5 + 0.35 * h);
    col += vec3(1.0, 0.95, 0.8) * pow(max(light, 0.0), 14.0) + 0.15 * light;
    gl_FragColor = vec4(col, 1.0);
}
