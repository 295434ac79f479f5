// title: Cyclic spirals
// family: cyclic_spirals
// description: Cells eat the next colour in a ring of colours, spirals turn out of a phase map
// tags: feedback
// dialect: twigl:geeker_300
// licence: CC0-1.0
// @param kColours identity 8.0 5.0 14.0
// @param kScale identity 2.0 1.0 4.0
// @param kCell viewpoint 1.0 0.5 2.0
// @param kHue palette 0.0 0.0 1.0
const float kColours = 8.0;
const float kScale = 2.0;
const float kCell = 1.0;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void main() {
    float size = max(floor(kCell * r.y / 64.0), 1.0), n = floor(kColours);
    vec2 c = floor(gl_FragCoord.xy / size), q = kScale * 3.0 * c * size / r.y + 9.0 * floor(0.5 * t), e = vec2(vnoise(q), vnoise(q + 40.0)) - 0.5;
    float state = floor(n * fract(atan(e.y, e.x) / 6.2832 + 0.25 * t));
    if (f > 1.5) {
        state = floor(texelFetch(b, ivec2(gl_FragCoord.xy), 0).a + 0.5);
        float next = mod(state + 1.0, n), eaten = 0.0;
        for (int k = 0; k < 9; k++) { vec2 at = mod((c + vec2(k % 3, k / 3) - 1.0 + 0.5) * size, r); eaten += step(abs(floor(texelFetch(b, ivec2(at), 0).a + 0.5) - next), 0.5); }
        if (eaten > 0.5) state = next;
    }
    vec2 u = fract(gl_FragCoord.xy / size) - 0.5;
    float tone = state / n;
    o = vec4(pal(kHue + tone) * (0.55 + 0.45 * sin(3.1416 * tone)) * (size < 2.5 ? 1.0 : 1.0 - 0.5 * dot(u, u)), state);
}
