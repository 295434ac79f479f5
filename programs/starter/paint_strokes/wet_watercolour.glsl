// title: Wet watercolour
// family: paint_strokes
// description: Transparent washes with dark edges bleed on rough paper
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
    vec2 uv = gl_FragCoord.xy / resolution.y;
    vec2 bleed = 0.16 * vec2(vnoise(4.0 * uv), vnoise(4.0 * uv + 20.0)) + 0.04 * vec2(vnoise(16.0 * uv), vnoise(16.0 * uv + 9.0));
    float grain = vnoise(55.0 * uv);
    vec3 col = vec3(0.97, 0.95, 0.91) - 0.05 * grain;
    for (int k = 0; k < 9; k++) {
        float life = 0.22 * time + rnd(vec2(float(k), 1.0)), gen = floor(life), age = fract(life);
        vec2 id = vec2(float(k), gen);
        vec2 c = vec2(rnd(id + 3.0), rnd(id + 11.0)) * 1.1 - 0.05, stretch = 0.7 + 0.8 * vec2(rnd(id + 17.0), rnd(id + 23.0));
        float d = length((uv + bleed - 0.1 - c) * stretch) - 0.27 * sqrt(age);
        vec3 dye = vec3(rnd(id + 31.0), rnd(id + 37.0), rnd(id + 41.0));
        dye = mix(dye, dye * dye * 1.1, 0.7) + 0.1;
        float body = smoothstep(0.01, -0.02, d) * (0.6 + 0.3 * grain) + 0.3 * smoothstep(0.03, 0.0, abs(d));
        col *= mix(vec3(1.0), dye, clamp(body, 0.0, 1.0) * smoothstep(1.0, 0.7, age));
    }
    gl_FragColor = vec4(col, 1.0);
}
