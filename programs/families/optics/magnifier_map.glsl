// title: Magnifier
// family: magnifier_map
// description: A handled lens wanders over a printed street map and enlarges it
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kPower viewpoint 2.2 1.4 3.5
// @param kStreets texture 4.0 2.0 7.0
// @param kWander pose 0.6 0.2 1.3
// @param kHue palette 0.0 0.0 6.28
// @param kCurve identity 0.4 0.0 0.8
const float kPower = 2.2;
const float kStreets = 4.0;
const float kWander = 0.6;
const float kHue = 0.0;
const float kCurve = 0.4;
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
vec3 sheet(vec2 g) {
    g *= kStreets * 0.5;
    g += kCurve * 0.5 * vec2(sin(1.3 * g.y), sin(1.1 * g.x));
    vec2 c = floor(g), f = g - c, e = min(f, 1.0 - f);
    float id = rnd(c), lane = abs(f.x - 0.5 * (1.0 + (id - 0.5) * f.y)) - 0.012, river = abs(g.y - 0.8 * sin(0.7 * g.x) - 0.5) - 0.13;
    vec3 col = id < 0.22 ? vec3(0.72, 0.84, 0.6) : mix(vec3(0.95, 0.91, 0.83), vec3(0.9, 0.8, 0.72), fract(7.0 * id));
    vec2 h = fract(5.0 * f) - 0.5, hc = floor(5.0 * f) + 9.0 * c;
    if (id >= 0.22) col = mix(col, vec3(0.72, 0.62, 0.55), step(max(abs(h.x) - 0.2 - 0.2 * rnd(hc), abs(h.y) - 0.2 - 0.2 * rnd(hc + 3.0)), 0.0) * step(0.25, rnd(hc + 5.0)));
    else col = mix(col, vec3(0.4, 0.62, 0.35), smoothstep(0.3, 0.2, length(h + 0.3 * (rnd2(hc) - 0.5))));
    col = mix(col, vec3(0.99), smoothstep(0.01, 0.0, lane));
    float road = min(e.x, e.y), major = step(mod(c.x + step(0.5, f.x), 3.0), 0.5) * step(e.x, e.y);
    col = mix(col, vec3(0.55), smoothstep(0.012, 0.0, road - 0.045 - 0.03 * major));
    col = mix(col, mix(vec3(1.0), vec3(0.98, 0.75, 0.3), major), smoothstep(0.012, 0.0, road - 0.03 - 0.03 * major));
    col = mix(col, vec3(0.55, 0.75, 0.92), smoothstep(0.02, 0.0, river));
    float pin = length(f - 0.3 - 0.4 * rnd2(c + 5.0)) - 0.07;
    return mix(col, vec3(0.85, 0.15, 0.2), smoothstep(0.015, 0.0, pin) * step(0.85, rnd(c + 30.0)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 drift = vec2(0.25, 0.1) * iTime, c = vec2(0.5 * sin(kWander * iTime), 0.4 * sin(1.4 * kWander * iTime + 1.0)), v = p - c;
    float r = length(v), fold = abs(fract(0.8 * p.x + 0.3) - 0.5);
    vec3 col = sheet(p + drift) * (0.86 + 0.14 * smoothstep(0.0, 0.08, fold)) * (0.95 + 0.06 * vnoise(50.0 * p));
    vec2 s = turn(0.785) * (v + vec2(-0.05, 0.06));
    col *= 1.0 - 0.4 * smoothstep(0.06, -0.02, min(length(s) - 0.5, max(abs(s.y) - 0.07, abs(s.x - 0.85) - 0.4)));
    if (r < 0.48) { float u = r / 0.48; col = sheet(c + drift + v / kPower * (0.75 + 0.25 * u * u * u)) * (1.05 - 0.25 * pow(u, 6.0)); col += 0.3 * smoothstep(0.03, 0.0, abs(length(v - vec2(-0.12, 0.12)) - 0.3)) * step(v.x - v.y, -0.15); }
    col = spin(col, kHue);
    vec2 h = turn(0.785) * v;
    float ring = abs(r - 0.5) - 0.035, grip = max(abs(h.y) - 0.06 - 0.012 * sin(30.0 * h.x), abs(h.x - 0.92) - 0.38);
    col = mix(col, vec3(0.3, 0.16, 0.09) * (0.6 + 5.0 * max(0.06 - abs(h.y - 0.015), 0.0)) + 0.05, smoothstep(0.008, -0.008, grip));
    col = mix(col, vec3(0.8, 0.65, 0.35) * (0.55 + 0.5 * sin(3.0 * atan(v.y, v.x) + iTime)) + 0.15, smoothstep(0.008, -0.008, ring));
    fragColor = vec4(col, 1.0);
}
