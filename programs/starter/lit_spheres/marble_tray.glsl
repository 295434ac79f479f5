// title: Marble tray
// family: lit_spheres
// description: Veined glass marbles roll over green felt and throw shadows
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 lamp = normalize(vec3(-0.5, 0.6, 0.7));
    vec3 col = vec3(0.1, 0.36, 0.22) * (0.75 + 0.4 * vnoise(40.0 * uv)) * (1.15 - 0.3 * length(uv - vec2(-0.4, 0.5)));
    for (int pass = 0; pass < 2; pass++)
    for (int k = 0; k < 9; k++) {
        vec2 h = rnd2(vec2(k, 2)), g = rnd2(vec2(k, 5));
        float size = 0.16 + 0.16 * g.x;
        vec2 go = iTime * (g - 0.5) * 1.3 + 2.0 * h;
        vec2 c = (abs(fract(0.5 * go) * 2.0 - 1.0) * 2.0 - 1.0) * 0.95, q = (uv - c) / size;
        if (pass == 0) { col *= 1.0 - 0.55 * smoothstep(1.25, 0.6, length(q - vec2(0.45, -0.5))); continue; }
        float rr = dot(q, q);
        if (rr > 1.0) continue;
        vec3 n = vec3(q, sqrt(1.0 - rr));
        float a = 2.2 * go.x, b = 2.2 * go.y;
        vec3 s = vec3(n.x * cos(a) - n.z * sin(a), n.y, n.x * sin(a) + n.z * cos(a));
        s.yz = vec2(s.y * cos(b) - s.z * sin(b), s.y * sin(b) + s.z * cos(b));
        float swirl = sin(7.0 * s.x + 5.0 * vnoise(3.0 * s.yz + 10.0 * h) + 3.0 * s.y);
        vec3 base = 0.5 + 0.5 * cos(6.28 * g.y + vec3(0.0, 2.0, 4.2)), vein = rnd(vec2(k, 9)) > 0.5 ? vec3(0.95) : vec3(0.1, 0.08, 0.2);
        vec3 glass = mix(base, vein, smoothstep(0.1, 0.6, swirl)) * (0.25 + 0.85 * max(dot(n, lamp), 0.0)) + 0.2 * base * smoothstep(0.3, 1.0, rr);
        glass += pow(max(dot(reflect(vec3(0, 0, -1), n), lamp), 0.0), 50.0);
        col = mix(col, glass, smoothstep(1.0, 0.94, rr));
    }
    fragColor = vec4(col, 1.0);
}
