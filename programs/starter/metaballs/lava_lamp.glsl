// title: Lava lamp
// family: metaballs
// description: Warm wax rises, merges and sinks in a lit violet lamp
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
    float field = 0.0;
    vec2 slope = vec2(0.0);
    for (int k = 0; k < 8; k++) {
        float fk = float(k), size = 0.16 + 0.1 * fract(0.618 * fk);
        vec2 c = vec2(0.6 * sin(2.3 * fk + 0.4 * time), 0.95 * sin(time * (0.5 + 0.12 * fk) + 1.9 * fk)), d = uv - c;
        float l2 = dot(d, d) + 0.004, w = size * size / l2;
        field += w;
        slope -= 2.0 * w * d / l2;
    }
    field += 0.12 / (1.06 - abs(uv.y) * 0.9);
    vec3 n = normalize(vec3(-slope, 5.0));
    float wax = smoothstep(0.95, 1.05, field), light = clamp(dot(n, normalize(vec3(-0.3, -0.7, 0.6))), 0.0, 1.0);
    vec3 back = mix(vec3(0.55, 0.15, 0.6), vec3(0.12, 0.08, 0.35), 0.5 + 0.5 * uv.y) * (1.2 - 0.5 * abs(uv.x)) + 0.12 * field * vec3(1.0, 0.4, 0.2);
    vec3 hot = mix(vec3(0.75, 0.12, 0.05), vec3(1.0, 0.75, 0.25), light) + 0.25 * pow(light, 8.0);
    gl_FragColor = vec4(mix(back, hot, wax), 1.0);
}
