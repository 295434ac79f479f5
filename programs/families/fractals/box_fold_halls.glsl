// title: Box-fold halls
// family: box_fold_halls
// description: A flight through a space of folded and inverted boxes
// tags: fractals
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale identity 2.1 1.7 2.6
// @param kMinimum identity 0.4 0.2 0.7
// @param kSpeed pose 0.4 0.1 0.8
// @param kRoll viewpoint 0.3 -1.0 1.0
// @param kHue palette 0.1 0.0 1.0
// @param kLamp light 1.0 0.4 1.6
const float kScale = 2.1;
const float kMinimum = 0.4;
const float kSpeed = 0.4;
const float kRoll = 0.3;
const float kHue = 0.1;
const float kLamp = 1.0;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec2 scene(vec3 q) {
    float s = 1.0, trap = 9.0;
    q = mod(q + 2.0, 4.0) - 2.0;
    for (int k = 0; k < 7; k++) {
        q = clamp(q, -1.0, 1.0) * 2.0 - q;
        float m = kScale / clamp(dot(q, q), kMinimum, 1.0);
        q *= m;
        s *= m;
        q.xy = turn(0.35) * q.xy + vec2(0.5, 0.2);
        trap = min(trap, length(q.xz) * 0.25);
    }
    return vec2((length(max(abs(q) - 1.2, 0.0)) - 0.05) / s * 0.8, trap);
}
float map(vec3 q) { return scene(q).x; }
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.25 * sin(0.3 * iTime), 0.2 * cos(0.27 * iTime), kSpeed * iTime * 1.5), rd = normalize(vec3(turn(kRoll + 0.1 * iTime) * p, 1.1));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 60 && d > 0.002 && t < 6.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q), to = ro + vec3(0.2, 0.4, 0.5) - q;
    float trap = scene(q).y;
    vec3 base = mix(pal(kHue + 0.45 * trap), vec3(0.92, 0.84, 0.7), 0.3);
    float lit = max(dot(n, normalize(to)), 0.0) * kLamp / (0.4 + 0.5 * dot(to, to)), open_ = clamp(map(q + 0.1 * n) / 0.06, 0.1, 1.0);
    vec3 col = base * (0.16 + 1.3 * lit) * open_ + 0.3 * pow(max(dot(reflect(rd, n), normalize(to)), 0.0), 20.0);
    col = mix(col, pal(kHue + 0.6) * 0.3, smoothstep(1.0, 5.5, t));
    fragColor = vec4(col, 1.0);
}
