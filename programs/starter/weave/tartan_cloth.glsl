// title: Tartan cloth
// family: weave
// description: Checked wool in twill weave that folds and slides
// dialect: sandbox
// licence: CC0-1.0
#ifdef GL_ES
precision mediump float;
#endif
uniform float time;
uniform vec2 resolution;
float band(float x) {
    float s = fract(x);
    return s < 0.3 ? 0.0 : s < 0.36 ? 1.0 : s < 0.55 ? 2.0 : s < 0.58 ? 3.0 : s < 0.77 ? 2.0 : s < 0.83 ? 1.0 : 0.0;
}
vec3 dye(float k) {
    return k < 0.5 ? vec3(0.08, 0.25, 0.2) : k < 1.5 ? vec3(0.95, 0.85, 0.35) : k < 2.5 ? vec3(0.6, 0.08, 0.12) : vec3(0.92, 0.92, 0.88);
}
void main() {
    vec2 uv = gl_FragCoord.xy / resolution.y;
    float fold = sin(5.0 * uv.x + 2.0 * uv.y + 1.5 * time) + 0.6 * sin(3.0 * uv.y - 6.0 * uv.x + time);
    vec2 p = uv * 1.7 + 0.05 * fold + vec2(0.3 * time, 0.2 * time);
    float a = 0.4 * sin(0.5 * time);
    p = mat2(cos(a), sin(a), -sin(a), cos(a)) * p;
    vec2 thread = floor(p * 36.0);
    float twill = mod(thread.x + thread.y, 4.0);
    vec3 warp = dye(band(p.x)), weft = dye(band(p.y));
    vec3 col = mix(warp, weft, twill < 1.5 ? 0.25 : 0.75);
    vec2 f = fract(p * 36.0) - 0.5;
    col *= 0.85 + 0.25 * (0.5 - abs(twill < 1.5 ? f.x : f.y) * 1.4);
    gl_FragColor = vec4(col * (0.95 + 0.28 * fold), 1.0);
}
