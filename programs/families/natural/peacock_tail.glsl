// title: Peacock tail
// family: peacock_tail
// description: Rings of eyed feathers open and close like a fan, their gloss shifts with the light
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kRings texture 5.0 3.0 6.0
// @param kFan pose 0.3 0.1 0.5
// @param kEye identity 0.42 0.3 0.55
// @param kGloss light 0.6 0.2 1.0
// @param kHue palette 0.0 0.0 6.28
const float kRings = 5.0;
const float kFan = 0.3;
const float kEye = 0.42;
const float kGloss = 0.6;
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
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - 0.25 * h * h * k; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 root = vec2(0.35 * sin(0.5 * iTime), -0.95 + 0.15 * sin(0.7 * iTime)), garden = p + vec2(0.16 * iTime, 0.05 * iTime);
    float tilt = 0.25 * sin(0.55 * iTime), zoom = 1.0 + 0.22 * sin(0.6 * iTime + 1.0);
    vec2 q = turn(tilt) * (p - root) * zoom;
    float r = length(q), a = atan(q.x, q.y), spread = 1.0 + kFan * sin(0.62 * iTime);
    vec3 col = mix(vec3(0.75, 0.8, 0.55), vec3(0.32, 0.45, 0.28), vnoise(2.5 * garden)) * (0.7 + 0.5 * vnoise(9.0 * garden));
    col = mix(col, vec3(0.95, 0.9, 0.7), 0.5 * smoothstep(0.6, 0.8, vnoise(4.0 * garden + 9.0)));
    float lit = 0.6 * iTime, wall = abs(a) / spread;
    for (int k = 5; k >= 0; k--) {
        float f = float(k);
        if (f >= floor(kRings)) continue;
        float n = 6.0 + f, at = 0.5 + 1.35 * (f + 0.5) / floor(kRings), turned = a / spread * n / 1.45 + 0.5 * mod(f, 2.0), j = clamp(floor(turned + 0.5), -n, n), mid = (j - 0.5 * mod(f, 2.0)) * 1.45 / n * spread + 0.03 * sin(2.0 * iTime + 1.7 * j + f);
        vec2 dir = vec2(sin(mid), cos(mid)), v = vec2(dot(q, vec2(dir.y, -dir.x)), dot(q, dir) - at);
        float step_ = 1.45 / n * spread * at, width = min(0.62 * step_, 0.34), d = v.y > 0.0 ? length(v) - width : abs(v.x) - width * (1.0 + 0.5 * max(v.y, -1.5));
        float barb = sin(90.0 * (abs(v.x) - 0.6 * v.y)), near = step(abs(j - 0.5 * mod(f, 2.0)), n);
        d += 0.02 * barb;
        if (d > 0.05 || near < 0.5) continue;
        float shine = 0.5 + 0.5 * cos(3.0 * mid + lit + 5.0 * v.y);
        vec3 plume = spin(mix(vec3(0.14, 0.32, 0.12), vec3(0.5, 0.5, 0.12), shine), kHue) * (0.7 + 0.3 * barb);
        plume = mix(plume, vec3(0.75, 0.7, 0.5), smoothstep(0.02, 0.008, abs(v.x)) * step(v.y, 0.0));
        vec2 e = v / (width * kEye * 1.9);
        float eye = length(e * vec2(1.0, 0.85));
        vec3 iris = eye < 0.4 ? mix(vec3(0.05, 0.06, 0.3), vec3(0.15, 0.1, 0.5), shine) : eye < 0.68 ? mix(vec3(0.05, 0.55, 0.7), vec3(0.1, 0.3, 0.9), shine) : eye < 0.9 ? mix(vec3(0.62, 0.36, 0.12), vec3(0.85, 0.6, 0.15), shine) : mix(vec3(0.35, 0.65, 0.2), vec3(0.85, 0.75, 0.25), shine);
        iris = spin(iris, kHue + 0.5 * sin(lit + 0.5 * f)) * (0.7 + kGloss * 0.6 * shine);
        plume = mix(plume, iris, smoothstep(1.12, 1.05, eye));
        if (length(e - vec2(0.0, -0.35)) < 0.17) plume *= 0.5;
        col *= 1.0 - 0.5 * smoothstep(0.05, 0.0, d);
        col = mix(col, plume, smoothstep(0.012, -0.012, d));
    }
    vec2 b = q - vec2(0.07 * sin(1.3 * iTime), 0.0);
    float neck = segment(b, vec2(0.0, -0.4), vec2(0.0, 0.42)) - 0.12 - 0.16 * smoothstep(0.3, -0.4, b.y), head = length(b - vec2(0.03, 0.48)) - 0.115, beak = segment(b, vec2(0.1, 0.47), vec2(0.2, 0.43)) - 0.03;
    float crest = min(min(segment(b, vec2(0.0, 0.55), vec2(-0.1, 0.72)), segment(b, vec2(0.0, 0.55), vec2(0.0, 0.75))), segment(b, vec2(0.0, 0.55), vec2(0.1, 0.72))) - 0.012;
    col = mix(col, vec3(0.1, 0.25, 0.5), smoothstep(0.01, -0.01, crest));
    col = mix(col, vec3(0.5, 0.45, 0.35), smoothstep(0.01, -0.01, beak));
    col = mix(col, spin(vec3(0.06, 0.22, 0.65), kHue) * (0.7 + 0.5 * sin(30.0 * b.x + 5.0 * cos(25.0 * b.y)) * 0.4 + 1.8 * (0.12 - abs(b.x - 0.1 * sin(lit)))), smoothstep(0.015, -0.015, smin(neck, head, 0.08)));
    col = mix(col, vec3(1.0), smoothstep(0.01, -0.01, length((b - vec2(0.05, 0.5)) * vec2(1.0, 1.6)) - 0.04));
    col = mix(col, vec3(0.02), smoothstep(0.01, -0.01, length(b - vec2(0.055, 0.5)) - 0.018));
    fragColor = vec4(col, 1.0);
}
