// title: Julia gardens
// family: julia_stalks
// description: A Julia set whose seed wanders, petals from orbit sectors, binary decomposition
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kSeed identity 0.7 0.55 0.85
// @param kWander pose 0.6 0.2 1.2
// @param kZoom viewpoint 1.25 0.6 1.8
// @param kPower identity 2.0 2.0 5.0
// @param kHue palette 0.25 0.0 1.0
const float kSeed = 0.7;
const float kWander = 0.6;
const float kZoom = 1.25;
const float kPower = 2.0;
const float kHue = 0.25;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kWander * iTime * 0.5 + 1.0, n = floor(kPower), m = 0.0, petals = 0.0;
    vec2 c = kSeed * vec2(cos(a), sin(a)) + 0.08 * vec2(cos(3.0 * a), sin(2.0 * a)), z = kZoom * p;
    if (n < 2.5) c = 0.5 * c * (1.0 - 0.5 * cos(a)) * 2.0;
    for (int k = 0; k < 48; k++) {
        float r = length(z), t = atan(z.y, z.x);
        z = pow(r, n) * vec2(cos(n * t), sin(n * t)) + c;
        petals += exp(-6.0 * abs(length(z) - 0.6)) * (0.5 + 0.5 * sin(5.0 * t + iTime));
        if (dot(z, z) > 16.0) break;
        m += 1.0;
    }
    float sector = step(0.0, z.y), s = m + 1.0 - log(log(max(length(z), 1.2))) / log(n);
    vec3 col = m > 47.0 ? pal(kHue + 0.08 * petals) * 0.75 : pal(kHue + 0.5 + 0.05 * s) * (0.3 + 0.05 * min(m, 10.0)) * (0.75 + 0.35 * sector);
    col += 0.08 * petals * pal(kHue + 0.15) * (m > 47.0 ? 0.3 : 0.6);
    col = clamp(col, 0.0, 1.0);
    fragColor = vec4(col, 1.0);
}
