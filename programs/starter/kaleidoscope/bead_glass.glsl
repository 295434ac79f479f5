// title: Bead glass
// family: kaleidoscope
// description: Round beads multiplied by a triangle of mirrors
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
void main() {
    vec2 p = 1.6 * (2.0 * gl_FragCoord.xy - resolution) / resolution.y;
    float spin = 0.2 * time;
    p = mat2(cos(spin), sin(spin), -sin(spin), cos(spin)) * p;
    for (int k = 0; k < 5; k++) {
        p.y = abs(p.y);
        float d = min(dot(p, vec2(0.5, -0.8660254)), 0.0);
        p -= 2.0 * d * vec2(0.5, -0.8660254);
        d = max(p.x - 0.8, 0.0);
        p.x -= 2.0 * d;
    }
    vec3 col = mix(vec3(0.95, 0.92, 0.85), vec3(0.75, 0.85, 0.9), p.x);
    for (int k = 0; k < 12; k++) {
        float fk = float(k);
        vec2 c = vec2(0.85 * rnd(vec2(fk, 4.0)), 0.8 * rnd(vec2(fk, 9.0)));
        c += 0.22 * vec2(sin(time * (0.4 + rnd(vec2(fk, 2.0))) + fk), cos(0.9 * time + 2.0 * fk));
        float size = 0.06 + 0.13 * rnd(vec2(fk, 7.0)), d = length(p - c);
        vec3 glass = 0.5 + 0.5 * sin(6.0 * rnd(vec2(fk, 5.0)) + vec3(0.0, 2.3, 4.4));
        glass *= 0.5 + 0.6 * d / size;
        glass += 0.6 * smoothstep(0.4, 0.1, length(p - c - 0.35 * size) / size);
        col = mix(col * (1.0 - 0.3 * smoothstep(1.3, 1.0, d / size)), glass, smoothstep(1.0, 0.92, d / size));
    }
    gl_FragColor = vec4(col, 1.0);
}
