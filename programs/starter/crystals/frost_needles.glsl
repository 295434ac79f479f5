// title: Frost needles
// family: crystals
// description: White ice needles grow from seeds over a cold blue pane
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
void main() {
    vec2 uv = gl_FragCoord.xy / resolution.y;
    vec3 col = mix(vec3(0.05, 0.12, 0.3), vec3(0.35, 0.5, 0.6), uv.y + 0.3 * vnoise(3.0 * uv + 0.5 * time));
    col += vec3(0.5, 0.35, 0.1) * smoothstep(0.35, 0.0, length(uv - vec2(fract(0.1 * time + 0.3), 0.3)));
    for (int k = 0; k < 7; k++) {
        float fk = float(k), life = 0.31 * time + rnd(vec2(fk, 1.0)), gen = floor(life), grow = sqrt(fract(life));
        vec2 id = vec2(fk, gen), q = uv - vec2(rnd(id + 3.0), rnd(id + 8.0)) * 1.2 + 0.1;
        float a = atan(q.y, q.x + 0.00001) + 6.28 * rnd(id + 5.0), r = length(q), sector = 1.047198;
        a = abs(mod(a, sector) - 0.5 * sector);
        vec2 w = r * vec2(cos(a), sin(a));
        float size = (0.2 + 0.3 * rnd(id + 13.0)) * grow, arm = w.y - 0.012 * (1.2 - w.x / size);
        float s = 22.0 * (w.x - 0.58 * w.y) + 3.0 * rnd(id + 21.0), twig = abs(fract(s) - 0.5) / 22.0 - 0.006;
        float reach = w.y - 0.33 * max(size - w.x, 0.0) * (0.5 + 0.5 * rnd(vec2(floor(s), 3.0)));
        float d = min(arm, max(twig, reach));
        d = max(d, w.x - size);
        col = mix(col, vec3(0.88, 0.95, 1.0), smoothstep(0.006, -0.006, d) * smoothstep(1.0, 0.85, fract(life)));
        col += 0.12 * exp(-9.0 * r) * grow;
    }
    gl_FragColor = vec4(col + 0.08 * vnoise(60.0 * uv), 1.0);
}
