// title: Stained glass
// family: cellular
// description: Sliding coloured panes held by dark leads
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
vec2 site(vec2 cell) { return cell + 0.5 + 0.42 * sin(6.2832 * rnd2(cell) + iTime); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float PANES = 5.0, LEAD = 0.045;
    vec2 p = PANES * fragCoord / iResolution.y + vec2(0.0, 0.4 * iTime), base = floor(p), owner = base, at = p;
    float best = 9.0, edge = 9.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = base + vec2(k % 3, k / 3) - 1.0, d = site(c) - p;
        if (dot(d, d) < best) { best = dot(d, d); owner = c; at = d; }
    }
    for (int k = 0; k < 25; k++) {
        vec2 c = owner + vec2(k % 5, k / 5) - 2.0, d = site(c) - p;
        if (c != owner) edge = min(edge, dot(0.5 * (d + at), normalize(d - at)));
    }
    float h = rnd(owner + 40.0);
    vec3 hue = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.4, 0.62)));
    vec3 glass = mix(hue, hue * hue * hue, 0.7) * (0.55 + 0.75 * vnoise(3.0 * p + 9.0 * h));
    glass += 0.25 * smoothstep(0.3, 0.0, length(at + vec2(0.1, -0.15)));
    fragColor = vec4(mix(vec3(0.04, 0.04, 0.05), glass, smoothstep(LEAD, LEAD + 0.03, edge)), 1.0);
}
