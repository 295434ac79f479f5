// title: Even-odd scribble
// family: even_odd_scribble
// description: One long closed line that crosses itself, its inside filled by the even-odd rule
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kPetals identity 5.0 2.0 9.0
// @param kLoops identity 3.0 1.0 6.0
// @param kReach identity 0.45 0.2 0.8
// @param kRoll pose 0.0 0.0 6.28
// @param kWarmth palette 0.1 0.0 1.0
const float kPetals = 5.0;
const float kLoops = 3.0;
const float kReach = 0.45;
const float kRoll = 0.0;
const float kWarmth = 0.1;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec2 pen(float t) { return vec2(cos(t), sin(t)) * (0.62 + kReach * cos(floor(kPetals) * t + iTime)) + 0.3 * vec2(sin(floor(kLoops) * t - 0.7 * iTime), cos((floor(kLoops) + 1.0) * t)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    p = turn(kRoll + 0.1 * iTime) * p * 1.15;
    float near = 9.0, crossings = 0.0;
    vec2 a = pen(0.0);
    for (int k = 1; k <= 120; k++) {
        vec2 b = pen(6.28319 * float(k) / 120.0), e = b - a, v = p - a;
        near = min(near, length(v - e * clamp(dot(v, e) / dot(e, e), 0.0, 1.0)));
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + e.x * v.y / e.y) crossings += 1.0;
        a = b;
    }
    float inside = mod(crossings, 2.0);
    vec3 sheet = mix(vec3(0.96, 0.93, 0.86), vec3(0.8, 0.84, 0.88), 0.5 + 0.5 * p.y);
    vec3 col = mix(sheet, pal(kWarmth + 0.12 * crossings + 0.15 * p.x) * 0.85, inside);
    col *= 0.85 + 0.15 * sin(60.0 * near) * inside;
    col = mix(col, vec3(0.1, 0.08, 0.15), smoothstep(0.03, 0.012, near));
    fragColor = vec4(col, 1.0);
}
