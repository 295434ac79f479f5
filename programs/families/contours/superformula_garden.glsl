// title: Superformula garden
// family: superformula_garden
// description: Rows of morphing closed curves between star, flower and square, each with an inner copy
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kRows viewpoint 3.0 2.0 5.0
// @param kSymmetry identity 5.0 2.0 12.0
// @param kPinch identity 0.4 0.2 1.6
// @param kHue palette 0.15 0.0 1.0
// @param kLamp light 0.8 0.0 6.28
const float kRows = 3.0;
const float kSymmetry = 5.0;
const float kPinch = 0.4;
const float kHue = 0.15;
const float kLamp = 0.8;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float radius(float a, float m, float n1, float n2) { a *= 0.25 * m; return pow(pow(abs(cos(a)), n2) + pow(abs(sin(a)), n2), -1.0 / n1); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 0.5 * floor(kRows) * p + vec2(0.0, 0.15 * iTime), cell = floor(g), q = g - cell - 0.5;
    float id = rnd(cell), m = floor(kSymmetry + 5.0 * id), beat = 0.5 + 0.5 * sin(iTime + 6.28 * id);
    q = turn((id - 0.5) * iTime) * q;
    float a = atan(q.y, q.x), r = radius(a, m, mix(kPinch, 3.0, beat), mix(0.6, 5.0, rnd(cell + 5.0)));
    r = 0.38 * min(r, 1.6) / 1.3;
    float d = length(q) - r, ring = length(q) / r;
    vec3 ground = mix(vec3(0.13, 0.16, 0.2), vec3(0.2, 0.22, 0.3), mod(cell.x + cell.y, 2.0));
    vec3 col = ground * (1.0 - 0.5 * exp(-18.0 * max(d, 0.0)));
    float light = 0.75 + 0.35 * dot(normalize(q + 1e-4), vec2(cos(kLamp), sin(kLamp))) * ring * ring;
    vec3 skin = pal(kHue + 0.5 * id + 0.12 * floor(3.0 * ring)) * 0.85 + 0.1;
    col = mix(col, skin * light, smoothstep(0.012, -0.012, d));
    col = mix(col, vec3(0.98, 0.95, 0.85), smoothstep(0.012, 0.004, abs(d)));
    fragColor = vec4(col, 1.0);
}
