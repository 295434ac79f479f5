// title: Oil film
// family: domain_warp
// description: Rainbow bands of a thin film on wet asphalt
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
    vec2 p = 2.5 * gl_FragCoord.xy / resolution.y;
    float thick = 0.0, amp = 1.0;
    vec2 q = p;
    for (int k = 0; k < 5; k++) {
        q += 0.5 * vec2(vnoise(q + 0.3 * time), vnoise(q.yx + 7.0 - 0.25 * time));
        thick += amp * vnoise(q);
        amp *= 0.6;
        q *= 1.5;
    }
    vec3 film = 0.5 + 0.5 * cos(thick * vec3(9.0, 11.5, 14.0) + vec3(0.5, 0.0, -0.8) + 0.6 * time);
    float wet = smoothstep(0.75, 1.1, thick);
    vec3 asphalt = vec3(0.16, 0.17, 0.19) + 0.22 * pow(rnd(floor(p * 40.0)), 4.0);
    gl_FragColor = vec4(mix(asphalt, 0.25 + 0.65 * film, wet * (0.7 + 0.3 * film.y)), 1.0);
}
