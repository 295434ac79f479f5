// title: Gear train
// family: gear_train
// description: Toothed wheels that mesh and turn, brass and steel on a dark plate
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kTeeth identity 12.0 8.0 20.0
// @param kBite identity 0.1 0.05 0.16
// @param kSpeed pose 0.8 0.2 2.0
// @param kGlare light 0.8 -3.0 3.0
// @param kBrass palette 0.5 0.0 1.0
const float kTeeth = 12.0;
const float kBite = 0.1;
const float kSpeed = 0.8;
const float kGlare = 0.8;
const float kBrass = 0.5;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
float gear(vec2 q, float teeth) {                     // signed distance of a wheel of unit pitch
    float a = atan(q.y, q.x) * teeth, tooth = clamp(1.6 * sin(a), -1.0, 1.0);
    return length(q) - 1.0 - kBite * tooth;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.12, 0.14, 0.17) + 0.03 * sin(90.0 * p.y) * sin(3.0 * p.x);
    p += vec2(0.25 * sin(0.3 * iTime), 0.2 * iTime);
    float teeth = floor(kTeeth / 2.0) * 2.0, pitch = 0.58;
    vec2 base = floor(p / pitch);
    for (int k = 0; k < 9; k++) {
        vec2 cell = base + vec2(k % 3, k / 3) - 1.0, q = (p - (cell + 0.5) * pitch) / (0.5 * pitch);
        float odd = mod(cell.x + cell.y, 2.0), way = odd < 0.5 ? 1.0 : -1.0;
        q = turn(way * kSpeed * iTime + odd * 3.1416 / teeth) * q * 1.02;
        float d = gear(q, teeth), r = length(q), spokes = 3.0 + floor(3.9 * rnd(cell));
        float hole = max(max(r - 0.66, 0.3 - r), 0.11 - r * abs(sin(0.5 * spokes * atan(q.y, q.x))));
        d = max(d, -hole);
        d = max(d, 0.12 - r);
        vec3 metal = mix(vec3(0.62, 0.66, 0.7), vec3(0.85, 0.62, 0.25), step(rnd(cell + 9.0), kBrass));
        float shine = 0.6 + 0.35 * cos(2.0 * atan(q.y, q.x) + way * kSpeed * iTime * -2.0 - kGlare) + 0.12 * sin(70.0 * r);
        col *= 1.0 - 0.6 * smoothstep(0.12, 0.0, d);
        col = mix(col, metal * shine * (1.0 - 0.5 * smoothstep(-0.1, 0.0, d)), smoothstep(0.03, -0.02, d));
    }
    fragColor = vec4(col, 1.0);
}
