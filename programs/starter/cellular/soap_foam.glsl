// title: Soap foam
// family: cellular
// description: Pearly bubbles of mixed sizes jostle and drift up
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
    vec2 uv = gl_FragCoord.xy / resolution.y;
    vec3 col = mix(vec3(0.35, 0.6, 0.75), vec3(0.75, 0.88, 0.92), uv.y);
    for (int layer = 0; layer < 3; layer++) {
        float scale = 9.0 - 2.5 * float(layer);
        vec2 p = scale * uv - vec2(0.3 * float(layer), 0.9 + 0.2 * float(layer)) * time * 0.7;
        vec2 cell = floor(p);
        for (int k = 0; k < 9; k++) {
            vec2 c = cell + vec2(mod(float(k), 3.0), floor(float(k) / 3.0)) - 1.0;
            float size = 0.25 + 0.4 * rnd(c + 5.0);
            vec2 q = p - c - vec2(rnd(c + 1.0), rnd(c + 2.0)) - 0.12 * sin(time * 2.0 + 6.0 * rnd(c + 9.0));
            float d = length(q) / size;
            float skin = smoothstep(1.0, 0.93, d);
            vec3 pearl = 0.6 + 0.4 * cos(5.0 * d + 6.0 * rnd(c + 3.0) + vec3(0.0, 1.2, 2.4) + q.y * 3.0);
            col = mix(col, pearl * (0.7 + 0.4 * d), skin * (0.25 + 0.6 * d * d));
            col = mix(col, vec3(0.2, 0.3, 0.4), 0.6 * smoothstep(0.12, 0.0, abs(d - 0.97)));
            col += 0.9 * smoothstep(0.2, 0.1, length(q / size - vec2(-0.4, 0.45)));
        }
    }
    gl_FragColor = vec4(col, 1.0);
}
