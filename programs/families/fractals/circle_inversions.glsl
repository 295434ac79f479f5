// title: Circle inversions
// family: circle_inversions
// description: Repeated inversion and folding packs circles in circles, lit like beads
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kFold identity 1.15 0.95 1.5
// @param kDepth identity 9.0 4.0 12.0
// @param kZoom viewpoint 1.0 0.5 2.0
// @param kHue palette 0.0 0.0 1.0
// @param kSun light 0.7 -3.0 3.0
const float kFold = 1.15;
const float kDepth = 9.0;
const float kZoom = 1.0;
const float kHue = 0.0;
const float kSun = 0.7;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 z = kZoom * (p + 0.4 * vec2(sin(0.3 * iTime), cos(0.23 * iTime)));
    float s = 1.0, trap = 9.0, level = 0.0, fold = kFold + 0.12 * sin(0.5 * iTime);
    vec2 seat = vec2(0.0);
    for (int k = 0; k < 12; k++) {
        if (float(k) >= kDepth) break;
        z = mod(z + 1.0, 2.0) - 1.0;
        float m = fold / max(dot(z, z), 0.02);
        z *= m;
        s *= m;
        float d = abs(length(z) - 0.7);
        if (d < trap) { trap = d; level = float(k); seat = z; }
    }
    float line = abs(z.y) / s, bead = length(seat) - 0.7, a = kSun + 0.4 * iTime;
    vec3 col = (pal(kHue + 0.11 * level + 0.05 * log(s)) * 0.8 + 0.2) * (0.45 + 0.55 * smoothstep(0.6, 0.0, trap));
    col *= 0.75 + 0.4 * dot(normalize(seat + 1e-4), vec2(cos(a), sin(a)));
    col = mix(col, vec3(0.98, 0.95, 0.88), smoothstep(0.06, 0.01, trap) * 0.9);
    col *= 0.55 + 0.45 * smoothstep(0.0, 0.006, line);
    fragColor = vec4(col, 1.0);
}
