// title: Hilbert ribbon
// family: hilbert_ribbon
// description: A space-filling path drawn as a coloured ribbon along which light travels
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kOrder identity 4.0 2.0 6.0
// @param kWidth identity 0.3 0.15 0.42
// @param kRun pose 0.25 0.1 0.6
// @param kHue palette 0.0 0.0 1.0
// @param kRoll viewpoint 0.1 -0.6 0.6
const float kOrder = 4.0;
const float kWidth = 0.3;
const float kRun = 0.25;
const float kHue = 0.0;
const float kRoll = 0.1;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float place(ivec2 c, int n) {                         // how far along the curve a cell lies
    int d = 0;
    for (int s = n / 2; s > 0; s /= 2) {
        int rx = (c.x & s) > 0 ? 1 : 0, ry = (c.y & s) > 0 ? 1 : 0;
        d += s * s * ((3 * rx) ^ ry);
        if (ry == 0) { if (rx == 1) c = n - 1 - c; c = c.yx; }
    }
    return float(d);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    int n = 1 << int(kOrder + 0.5 + sin(0.6 * iTime));
    vec2 g = (turn(kRoll * iTime) * p * 0.5 / 1.05 + 0.5) * float(n), cell = floor(g), f = g - cell - 0.5;
    vec3 col = vec3(0.1, 0.11, 0.15) + 0.04 * step(0.5, fract(4.0 * p.x)) * step(0.5, fract(4.0 * p.y));
    float lo = min(min(g.x, g.y), float(n) - max(g.x, g.y));
    if (lo > 0.0) {
        float here = place(ivec2(cell), n), total = float(n * n), d = length(f);
        for (int k = 0; k < 4; k++) {
            vec2 e = k == 0 ? vec2(1, 0) : k == 1 ? vec2(-1, 0) : k == 2 ? vec2(0, 1) : vec2(0, -1), other = cell + e;
            if (min(other.x, other.y) < 0.0 || max(other.x, other.y) >= float(n)) continue;
            if (abs(place(ivec2(other), n) - here) < 1.5) d = min(d, length(f - e * clamp(dot(f, e), 0.0, 0.5)));
        }
        float t = here / total, pulse = fract(t * 3.0 - kRun * iTime), u = d / kWidth;
        vec3 silk = pal(kHue + 1.2 * t) * (0.35 + 0.65 * sqrt(max(1.0 - u * u, 0.0)));
        silk += 0.6 * exp(-14.0 * pulse) * (1.0 - u);
        col *= 1.0 - 0.5 * smoothstep(1.7, 1.0, u);
        col = mix(col, silk, smoothstep(1.05, 0.95, u));
    }
    fragColor = vec4(col, 1.0);
}
