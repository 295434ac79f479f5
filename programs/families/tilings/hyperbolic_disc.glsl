// title: Hyperbolic disc
// family: hyperbolic_disc
// description: Triangles folded without end toward the rim of a disc, checker-coloured, gliding
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kP identity 5.0 3.0 8.0
// @param kQ identity 5.0 4.0 8.0
// @param kGlide pose 0.35 0.1 0.7
// @param kHue palette 0.6 0.0 1.0
// @param kStar texture 0.3 0.1 0.6
const float kP = 5.0;
const float kQ = 5.0;
const float kGlide = 0.35;
const float kHue = 0.6;
const float kStar = 0.3;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 z = p / 0.98;
    float inside = 1.0 - length(z), parity = 0.0, near = 9.0, depth = 0.0;
    vec2 c = vec2(kGlide * cos(0.5 * iTime), kGlide * sin(0.4 * iTime)), num = z - c, den = vec2(1.0 - dot(c, z), c.y * z.x - c.x * z.y);
    z = vec2(num.x * den.x + num.y * den.y, num.y * den.x - num.x * den.y) / dot(den, den);
    float a = 3.1416 / floor(kP), b = 3.1416 / floor(kQ + step(floor(kP), 3.5) * 3.0 + step(abs(floor(kP) - 4.0), 0.5)), cosd = cos(b) / sin(a), x = sqrt(1.0 / max(1.0 - 1.0 / max(cosd * cosd, 1.02), 0.02)), rr = sqrt(max(x * x - 1.0, 0.001));
    vec2 wall = vec2(-sin(a), cos(a));
    for (int k = 0; k < 24; k++) {
        bool moved = false;
        if (z.y < 0.0) { z.y = -z.y; parity += 1.0; moved = true; }
        float s = dot(z, wall);
        if (s > 0.0) { z -= 2.0 * s * wall; parity += 1.0; moved = true; }
        vec2 v = z - vec2(x, 0.0);
        if (dot(v, v) < rr * rr) { z = vec2(x, 0.0) + v * rr * rr / dot(v, v); parity += 1.0; depth += 1.0; moved = true; }
        if (!moved) break;
    }
    near = min(min(z.y, -dot(z, wall)), length(z - vec2(x, 0.0)) - rr);
    vec3 base = mix(pal(kHue + 0.13 * depth), vec3(0.97, 0.94, 0.86), mod(parity, 2.0) * 0.75);
    float star = length(z) - kStar * 0.5, ring = abs(fract(9.0 * length(z) - 0.6 * iTime) - 0.5);
    vec3 col = mix(base, pal(kHue + 0.5) * (0.4 + 0.6 * mod(parity, 2.0)), smoothstep(0.01, -0.01, star));
    col *= 0.8 + 0.4 * ring;
    col = mix(vec3(0.1, 0.08, 0.15), col, smoothstep(0.0, 0.02, near));
    col = mix(vec3(0.12, 0.11, 0.16) + 0.1 * step(0.5, fract(5.0 * (p.x - p.y))), col, smoothstep(0.0, 0.01, inside));
    fragColor = vec4(col, 1.0);
}
