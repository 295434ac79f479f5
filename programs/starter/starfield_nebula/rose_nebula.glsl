// title: Rose nebula
// family: starfield_nebula
// description: Glowing gas lanes in rose and teal among coloured stars
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
float gas(vec2 p) {
    float sum = 0.0, amp = 0.55;
    for (int k = 0; k < 4; k++) { sum += amp * vnoise(p); p = mat2(1.5, 1.3, -1.3, 1.5) * p + 2.3; amp *= 0.5; }
    return sum;
}
void main() {
    vec2 uv = 2.2 * gl_FragCoord.xy / resolution.y + vec2(0.3 * time, 0.12 * time);
    float bend = gas(uv + 0.15 * time), dense = gas(uv + 1.7 * bend), lane = gas(1.6 * uv - 1.2 * bend + 8.0);
    vec3 col = vec3(0.05, 0.05, 0.12);
    col += vec3(1.1, 0.3, 0.5) * pow(dense, 2.0) * 1.4 + vec3(0.1, 0.55, 0.6) * pow(bend, 2.5) * 1.3;
    col *= 1.0 - 0.8 * smoothstep(0.48, 0.7, lane);
    for (int k = 0; k < 3; k++) {
        vec2 p = uv * (6.0 + 5.0 * float(k)) + 0.15 * float(k) * time, cell = floor(p), q = p - cell - 0.5;
        float h = rnd(cell), twinkle = 0.6 + 0.4 * sin(6.0 * time + 30.0 * h);
        vec2 c = 0.6 * (vec2(rnd(cell + 3.0), rnd(cell + 7.0)) - 0.5);
        float glow = step(0.5, h) * 0.012 * twinkle / (dot(q - c, q - c) + 0.006);
        col += glow * mix(vec3(1.0, 0.75, 0.5), vec3(0.7, 0.85, 1.0), rnd(cell + 11.0)) * smoothstep(0.5, 0.3, max(abs(q.x), abs(q.y)));
    }
    gl_FragColor = vec4(col, 1.0);
}
