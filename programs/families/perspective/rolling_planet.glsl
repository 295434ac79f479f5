// title: Rolling planet
// family: rolling_planet
// description: A textured globe fills the lower view and rolls beneath small houses and trees
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kRadius viewpoint 1.5 1.0 2.4
// @param kRoll pose 0.35 0.1 1.0
// @param kHouses clutter 24.0 10.0 40.0
// @param kDay light 0.5 0.0 1.0
// @param kHue palette 0.0 0.0 6.28
const float kRadius = 1.5;
const float kRoll = 0.35;
const float kHouses = 24.0;
const float kDay = 0.5;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 sky = mix(mix(vec3(0.15, 0.1, 0.3), vec3(0.98, 0.8, 0.6), kDay), mix(vec3(0.02, 0.02, 0.1), vec3(0.3, 0.65, 0.95), kDay), smoothstep(-0.2, 1.0, p.y)), col = sky;
    col += (1.0 - kDay) * step(0.985, rnd(floor(50.0 * p))) * (0.5 + 0.5 * sin(3.0 * iTime + 50.0 * p.x));
    vec2 c = vec2(0.0, -0.35 - kRadius), q = p - c;
    float r = length(q), a = atan(q.x, q.y) + kRoll * iTime, n = floor(kHouses), slot = floor(a / 6.2832 * n * 1.0), f = (fract(a / 6.2832 * n) - 0.5) * 6.2832 / n * kRadius, y = r - kRadius;
    float id = mod(slot, n), kind = rnd(vec2(id, 2)), size = 0.7 + 0.5 * rnd(vec2(id, 5)), sway = 0.04 * sin(2.0 * iTime + id) * y;
    vec2 h = vec2(f + sway, y) / size;
    for (int k = 0; k < 3; k++) {
        float ring = atan(q.x, q.y) + kRoll * iTime * (0.4 + 0.2 * float(k)), hill = y - 0.42 + 0.11 * float(k) - 0.12 * sin(5.0 * ring + 2.0 * float(k)) - 0.05 * sin(13.0 * ring);
        col = mix(col, mix(sky, spin(vec3(0.3, 0.5, 0.3), kHue), 0.3 + 0.25 * float(k)), smoothstep(0.006, -0.006, hill));
    }
    if (kind < 0.45) {
        float wall = max(abs(h.x) - 0.1, h.y - 0.16), roof = max(abs(h.x) * 0.9 + h.y - 0.29, 0.16 - h.y), pane = max(abs(abs(h.x) - 0.05) - 0.025, abs(h.y - 0.1) - 0.03);
        vec3 paint = spin(vec3(0.95, 0.85, 0.7), kHue + 6.0 * rnd(vec2(id, 8)));
        col = mix(col, paint * (0.8 + 1.5 * h.x), step(wall, 0.0));
        col = mix(col, mix(vec3(0.3, 0.35, 0.5), vec3(1.3, 1.0, 0.4), 1.0 - kDay), step(pane, 0.0));
        col = mix(col, spin(vec3(0.7, 0.25, 0.18), kHue) * (0.8 + 0.2 * step(0.5, fract(30.0 * h.y))), step(roof, 0.0));
    } else if (kind < 0.85) {
        float trunk = max(abs(h.x) - 0.015, h.y - 0.15), crown = kind < 0.65 ? length(h - vec2(0.0, 0.22)) - 0.11 - 0.03 * vnoise(40.0 * h) : max(abs(h.x) + 0.35 * mod(h.y, 0.1) * 2.0 + 0.3 * (h.y - 0.38), 0.08 - h.y);
        col = mix(col, vec3(0.3, 0.2, 0.12), step(trunk, 0.0));
        col = mix(col, spin(vec3(0.2, 0.45, 0.18), kHue + rnd(vec2(id, 9))) * (0.7 + 3.0 * h.x + 0.4 * vnoise(60.0 * h)), step(crown, 0.0));
    }
    if (y < 0.0) {
        vec2 g = vec2(a * kRadius, sqrt(max(-y, 0.0)) * 2.0) * 4.0, plot = floor(g * vec2(1.0, 1.5)), e = abs(fract(g * vec2(1.0, 1.5)) - 0.5);
        plot.x = mod(plot.x, floor(6.2832 * kRadius * 4.0));
        vec3 field = spin(mix(vec3(0.35, 0.55, 0.2), vec3(0.85, 0.75, 0.35), rnd(plot)), kHue) * (0.75 + 0.3 * step(0.5, fract((rnd(plot + 5.0) < 0.5 ? g.x : g.y) * 5.0)));
        col = mix(field, vec3(0.25, 0.35, 0.15), smoothstep(0.42, 0.47, max(e.x, e.y)));
        col *= (1.0 + 1.2 * y) * (0.55 + 0.45 * kDay);
    }
    fragColor = vec4(col, 1.0);
}
