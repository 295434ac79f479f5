// title: Bulging checks
// family: bulging_checks
// description: Squares swell over hidden balls in two inks, the balls roam
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kSquares texture 9.0 5.0 16.0
// @param kBalls clutter 3.0 1.0 5.0
// @param kBulge identity 0.75 0.3 0.95
// @param kRoam pose 0.5 0.2 1.2
// @param kHue palette 0.0 0.0 1.0
const float kSquares = 9.0;
const float kBalls = 3.0;
const float kBulge = 0.75;
const float kRoam = 0.5;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 q = p;
    float lift = 0.0, owner = 0.0;
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kBalls)) break;
        float f = float(k), r = 0.42 + 0.14 * sin(2.0 * f);
        vec2 c = vec2(0.85 * sin(kRoam * iTime * (0.7 + 0.2 * f) + 2.1 * f), 0.65 * cos(kRoam * iTime * (0.9 - 0.1 * f) + 1.3 * f)), v = p - c;
        float d = length(v) / r;
        if (d < 1.0) { float h = sqrt(1.0 - d * d); q = c + v * mix(1.0, asin(d) / max(d, 0.01) / 1.5708 * 0.9, kBulge); lift = h; owner = f + 1.0; q = c + turn(0.6 * iTime) * (q - c); }
    }
    vec2 g = q * 0.5 * kSquares, cell = floor(g), e = abs(fract(g) - 0.5);
    float odd = mod(cell.x + cell.y, 2.0), dotted = step(0.5, rnd(vec2(owner, 3))) * smoothstep(0.3, 0.26, length(fract(g) - 0.5));
    vec3 light = mix(vec3(0.97, 0.95, 0.9), pal(kHue + 0.21 * owner) * 0.5 + 0.5, 0.5), dark = mix(vec3(0.08, 0.07, 0.1), pal(kHue + 0.5 + 0.21 * owner) * 0.5, 0.7);
    vec3 col = mix(dark, light, abs(odd - dotted));
    col *= owner > 0.5 ? 0.5 + 0.6 * lift : 0.95;
    col += 0.3 * pow(lift, 12.0);
    fragColor = vec4(col, 1.0);
}
