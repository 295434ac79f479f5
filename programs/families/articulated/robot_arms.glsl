// title: Robot arms
// family: robot_arms
// description: Two-jointed arms pick coloured parts from a moving belt
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kUpper identity 0.6 0.4 0.75
// @param kLower identity 0.55 0.4 0.7
// @param kCycle pose 1.5 0.5 3.0
// @param kArms clutter 2.0 1.0 3.0
// @param kHue palette 0.1 0.0 1.0
const float kUpper = 0.6;
const float kLower = 0.55;
const float kCycle = 1.5;
const float kArms = 2.0;
const float kHue = 0.1;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 tile = fract(3.0 * p) - 0.5;
    vec3 col = mix(vec3(0.8, 0.83, 0.85), vec3(0.72, 0.76, 0.8), step(0.46, max(abs(tile.x), abs(tile.y)))) * (0.85 + 0.2 * p.y);
    float belt = abs(p.y + 0.72) - 0.1, move = 0.45 * iTime, slot = floor((p.x + move) / 0.42);
    col = mix(col, vec3(0.22, 0.22, 0.25) + 0.08 * step(0.5, fract((p.x + move) * 6.0)), smoothstep(0.01, -0.01, belt));
    col = mix(col, vec3(0.95, 0.75, 0.1) * step(0.5, fract(8.0 * (p.x + p.y))) + 0.05, smoothstep(0.01, -0.01, abs(p.y + 0.86) - 0.045));
    vec2 part = vec2(mod(p.x + move, 0.42) - 0.21, p.y + 0.52);
    float kind = rnd(vec2(slot, 3)), d = kind < 0.33 ? length(part) - 0.1 : kind < 0.66 ? max(abs(part.x), abs(part.y)) - 0.095 : max(abs(part.x) * 0.87 + part.y * 0.5, -part.y) - 0.07;
    col = mix(col, pal(kHue + rnd(vec2(slot, 8))) * (0.75 + 2.0 * part.y), smoothstep(0.01, -0.01, d));
    for (int k = 0; k < 3; k++) {
        if (float(k) >= floor(kArms)) break;
        float t = kCycle * iTime + 2.1 * float(k), x0 = 1.7 * (float(k) + 0.5) / floor(kArms) - 0.85;
        vec2 base = vec2(x0, 0.85), hand = base + vec2(0.45 * sin(t), -0.72 - 0.28 * cos(2.0 * t)), e = hand - base;
        float reach = clamp(length(e), 0.1, 0.98 * (kUpper + kLower)), bend = acos(clamp((kUpper * kUpper + reach * reach - kLower * kLower) / (2.0 * kUpper * reach), -1.0, 1.0));
        vec2 dir = normalize(e), elbow = base + kUpper * turn(mod(float(k), 2.0) < 0.5 ? bend : -bend) * dir;
        hand = elbow + kLower * normalize(hand - elbow);
        float upper = segment(p, base, elbow) - 0.085, lower = segment(p, elbow, hand) - 0.06, joint = min(min(length(p - base) - 0.15, length(p - elbow) - 0.11), length(p - hand) - 0.07);
        vec2 g = p - hand;
        float grip = 0.06 + 0.04 * sin(2.0 * t), claw = max(abs(abs(g.x) - grip) - 0.022, abs(g.y + 0.1) - 0.08);
        vec3 paint = pal(kHue + 0.13 * float(k));
        float shade = min(upper, min(lower, joint));
        col *= 1.0 - 0.35 * smoothstep(0.1, -0.02, min(segment(p + vec2(-0.06, 0.08), base, elbow) - 0.08, segment(p + vec2(-0.06, 0.08), elbow, hand) - 0.06));
        col = mix(col, vec3(0.25), smoothstep(0.01, -0.01, claw));
        col = mix(col, paint * (0.6 - 4.0 * lower), smoothstep(0.01, -0.01, lower));
        col = mix(col, paint * (0.55 - 4.5 * upper) * (0.85 + 0.15 * step(0.04, abs(upper + 0.05))), smoothstep(0.01, -0.01, upper));
        col = mix(col, vec3(0.5, 0.53, 0.57) * (0.6 - 4.0 * joint) + 0.15 * step(joint, -0.06), smoothstep(0.01, -0.01, joint));
    }
    fragColor = vec4(col, 1.0);
}
