// title: Azulejo panels
// family: azulejo_panels
// description: Blue and white glazed tiles with quarter motifs turned at random
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale viewpoint 2.0 1.0 4.0
// @param kPetals identity 4.0 2.0 8.0
// @param kRings identity 3.0 1.0 5.0
// @param kHue palette 0.0 0.0 6.28
// @param kCraze clutter 0.4 0.0 1.0
const float kScale = 2.0;
const float kPetals = 4.0;
const float kRings = 3.0;
const float kHue = 0.0;
const float kCraze = 0.4;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kScale * p + vec2(0.2, 0.12) * iTime, c = floor(g), f = g - c - 0.5;
    float turned = floor(4.0 * rnd(c) + floor(0.4 * iTime + rnd(c + 3.0)));
    vec2 q = turn(1.5708 * turned) * f + 0.5;
    float r = length(q), a = atan(q.y, q.x), ring = r * floor(kRings) * 1.2, band = floor(ring), lobe = abs(sin(floor(kPetals) * a)), petal = r - 0.28 - 0.3 * lobe;
    vec2 o = q - 1.0;
    float far = length(o), flower = far - 0.24 - 0.12 * cos(6.0 * atan(o.y, o.x)), leaf = abs(q.x - q.y) - 0.14 * sin(3.1416 * clamp(r - 0.3, 0.0, 1.0));
    vec3 white = vec3(0.95, 0.95, 0.92), blue = spin(vec3(0.1, 0.25, 0.62), kHue), pale = spin(vec3(0.5, 0.68, 0.88), kHue), gold = spin(vec3(0.92, 0.72, 0.25), kHue);
    float wash = 0.75 + 0.5 * vnoise(6.0 * g);
    vec3 col = mix(white, pale, step(petal, 0.0) * 0.9 * wash);
    col = mix(col, blue * wash, smoothstep(0.035, 0.015, abs(petal)));
    col = mix(col, mod(band, 2.0) < 0.5 ? gold : blue * wash, step(r, 0.26));
    col = mix(col, blue * wash, smoothstep(0.02, 0.0, leaf) * step(0.65, r) * step(r, 1.15) * 0.85);
    col = mix(col, gold, step(flower, 0.0));
    col = mix(col, blue * wash, smoothstep(0.03, 0.012, abs(flower)));
    col = mix(col, blue * wash, smoothstep(0.02, 0.01, abs(abs(r - 0.93) - 0.02)));
    float edge = 0.5 - max(abs(f.x), abs(f.y)), craze = abs(vnoise(14.0 * g) - 0.5);
    col *= 1.0 - 0.25 * kCraze * smoothstep(0.02, 0.0, craze);
    col += 0.25 * smoothstep(0.05, 0.02, edge) * (f.x + f.y) + 0.2 * exp(-9.0 * pow(dot(f, vec2(0.7)) - 0.6 * sin(0.7 * iTime + c.x), 2.0)) * (0.4 + 0.6 * rnd(c + 9.0));
    col = mix(vec3(0.5, 0.47, 0.43), col, smoothstep(0.006, 0.018, edge));
    fragColor = vec4(col, 1.0);
}
