// title: Polygon crowd
// family: closed_contours
// description: Ragged outlines with many corners wriggle over one another
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float radius(float corner, float n, vec2 id) { return 0.55 + 0.45 * rnd(vec2(mod(corner, n), 3.0) + id * 31.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.9, 0.88, 0.84) - 0.12 * step(0.5, fract(5.0 * (uv.x + uv.y) + iTime));
    for (int k = 0; k < 9; k++) {
        vec2 id = vec2(k, 1), c = 1.7 * rnd2(id) - 0.85 + 0.3 * sin(iTime * (rnd2(id + 9.0) + 0.3) + 6.0 * rnd2(id + 5.0));
        float n = 9.0 + floor(14.0 * rnd(id + 2.0)), size = 0.28 + 0.22 * rnd(id + 3.0), slow = 0.7 * iTime + rnd(id), gen = floor(slow);
        vec2 q = uv - c;
        float a = atan(q.y, q.x + 1e-6) + 0.5 * iTime * (rnd(id + 6.0) - 0.5), s = fract(a / 6.28318) * n, corner = floor(s);
        float morph = smoothstep(0.2, 0.8, fract(slow));
        float r0 = mix(radius(corner, n, id + gen), radius(corner, n, id + gen + 1.0), morph);
        float r1 = mix(radius(corner + 1.0, n, id + gen), radius(corner + 1.0, n, id + gen + 1.0), morph);
        float w = 6.28318 / n, th = (s - corner) * w;
        float edge = r0 * r1 * sin(w) / (r0 * sin(th) + r1 * sin(w - th));
        float d = length(q) - size * edge;
        vec3 ink = clamp(0.5 + 0.5 * cos(6.28 * rnd(id + 70.0) + vec3(0.0, 1.0, 2.4)), 0.0, 1.0);
        bool outline = rnd(id + 80.0) < 0.35;
        col = mix(col, ink * (0.8 + 0.4 * length(q) / size), smoothstep(0.008, -0.008, outline ? abs(d + 0.02) - 0.02 : d));
        col = mix(col, vec3(0.08), smoothstep(0.012, 0.004, abs(d)));
    }
    fragColor = vec4(col, 1.0);
}
