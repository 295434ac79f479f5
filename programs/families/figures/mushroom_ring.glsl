// title: Mushroom ring
// family: mushroom_ring
// description: Spotted caps on ribbed stems in moss, in three planes of depth
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kCap identity 0.32 0.2 0.45
// @param kDome identity 0.8 0.4 1.3
// @param kSway pose 0.1 0.0 0.3
// @param kHue palette 0.0 0.0 6.28
// @param kSun light 0.6 -1.0 1.0
// @param kMoss clutter 0.6 0.0 1.0
const float kCap = 0.32;
const float kDome = 0.8;
const float kSway = 0.1;
const float kHue = 0.0;
const float kSun = 0.6;
const float kMoss = 0.6;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.16, 0.26, 0.12), vec3(0.75, 0.8, 0.5), smoothstep(-0.3, 1.1, p.y + 0.3 * kSun * p.x));
    col *= 0.75 + 0.5 * vnoise(vec2(5.0 * p.x - 0.2 * iTime, 1.2 * p.y));
    for (int k = 0; k < 9; k++) {
        float z = float(k) / 8.0, size = 0.5 + 0.7 * z, x0 = 3.2 * fract(rnd(vec2(k, 1)) + 0.02 * iTime * (0.5 + z)) - 1.6;
        vec2 q = (p - vec2(x0, 0.15 - 0.75 * z)) / size;
        float grow = 0.7 + 0.5 * rnd(vec2(k, 7)) + 0.05 * sin(iTime + float(k)), lean = kSway * sin(1.1 * iTime + float(k) * 2.0);
        q.x -= lean * (q.y + 0.5);
        vec2 c = q - vec2(0.0, 0.25 * grow);
        float stem = max(abs(q.x + 0.03 * sin(6.0 * q.y)) - 0.07 - 0.05 * smoothstep(0.0, -0.5, q.y), c.y), width = kCap * grow;
        float cap = max(length(c * vec2(1.0, 1.0 / kDome)) - width, -c.y - 0.06 * cos(c.x / width * 1.5)) ;
        vec3 flesh = vec3(0.93, 0.88, 0.76) * (0.65 + 0.35 * step(0.4, fract(q.x * 40.0))) * (0.8 + 2.0 * kSun * q.x);
        col = mix(col, flesh, smoothstep(0.01, -0.01, stem));
        vec2 dots = vec2(5.0 * asin(clamp(c.x / width, -1.0, 1.0)), 7.0 * c.y / (width * kDome)) + float(k), cell = floor(dots);
        float spot = length(dots - cell - 0.3 - 0.4 * rnd2(cell)) - 0.12 - 0.2 * rnd(cell + 3.0);
        vec3 red = spin(vec3(0.8, 0.14, 0.08), kHue + 0.7 * rnd(vec2(k, 9)));
        red *= 0.55 + 0.9 * c.y / (width * kDome) + 0.9 * kSun * c.x;
        red = mix(red, vec3(1.0, 0.97, 0.9), smoothstep(0.05, 0.0, spot));
        col = mix(col, red, smoothstep(0.01, -0.01, cap));
        float turf = p.y - (-0.15 - 0.9 * z) - 0.1 * vnoise(vec2(7.0 * p.x + 5.0 * float(k), z)) - kMoss * 0.16 * pow(vnoise(vec2(55.0 * p.x, float(k))), 2.0);
        col = mix(col, mix(vec3(0.22, 0.36, 0.14), vec3(0.06, 0.12, 0.05), z) * (0.6 + vnoise(30.0 * p)), smoothstep(0.01, -0.02, turf) * step(0.3, fract(float(k) * 0.5 + 0.1)) * smoothstep(-0.6, 0.0, turf + 0.6));
    }
    fragColor = vec4(col, 1.0);
}
