// title: Arrow signs
// family: arrow_signs
// description: Road signs of different outline carry arrows, bars and borders on posts
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kSides identity 4.0 3.0 8.0
// @param kSigns viewpoint 2.0 1.0 4.0
// @param kTurn pose 0.3 0.0 1.5
// @param kHue palette 0.0 0.0 6.28
// @param kSpecks clutter 0.4 0.0 1.0
const float kSides = 4.0;
const float kSigns = 2.0;
const float kTurn = 0.3;
const float kHue = 0.0;
const float kSpecks = 0.4;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float polygon(vec2 q, float n) { float w = 6.2832 / n, a = mod(atan(q.x, q.y) + 0.5 * w, w) - 0.5 * w; return length(q) * cos(a) - cos(0.5 * w); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 0.5 * floor(kSigns) * p + vec2(0.25 * iTime, 0.0), cell = floor(g), q = 2.3 * (g - cell - 0.5);
    float id = rnd(cell), n = floor(kSides + 3.0 * (id - 0.4)), beat = floor(iTime * 0.5 + id), kind = rnd(cell + 7.0 * beat);
    vec3 col = mix(vec3(0.75, 0.82, 0.85), vec3(0.4, 0.62, 0.85), 0.5 + 0.5 * p.y);
    col = mix(col, vec3(1.0), 0.6 * smoothstep(0.45, 0.7, fbm(2.0 * g)));
    col = mix(col, vec3(0.5, 0.52, 0.55) * (0.7 + 0.4 * smoothstep(0.08, -0.04, q.x)), smoothstep(0.02, -0.02, max(abs(q.x) - 0.07, q.y)));
    q = vec2(q.x / (0.55 + 0.45 * abs(cos(kTurn * sin(iTime + 6.0 * id)))), q.y);
    float d = id < 0.25 ? length(q) - 0.85 : polygon(turn(n == 4.0 && id < 0.6 ? 0.7854 : 0.0) * q / 0.95, max(n, 3.0)) * 0.95;
    d = max(d, length(q) - 1.0);
    vec3 face = spin(id < 0.5 ? vec3(0.95, 0.75, 0.1) : vec3(0.12, 0.3, 0.7), kHue + 3.0 * step(0.75, id)), ink = dot(face, vec3(0.33)) > 0.45 ? vec3(0.08) : vec3(0.97);
    vec2 a = turn(1.5708 * floor(4.0 * kind)) * q;
    float shaft = max(abs(a.x) - 0.1, abs(a.y + 0.12) - 0.32), tip = max(abs(a.x) * 0.8 + a.y - 0.5, 0.1 - a.y), bar = max(abs(q.x) - 0.42, abs(q.y) - 0.13), bend = max(abs(length(a - vec2(-0.22, -0.1)) - 0.26) - 0.09, -a.y - 0.1);
    float mark = kind < 0.45 ? min(shaft, tip) : kind < 0.6 ? bar : kind < 0.8 ? min(min(bend, max(abs(a.x - 0.04) - 0.09, abs(a.y + 0.3) - 0.22)), max(abs(a.x + 0.48) * 0.8 - a.y - 0.3, a.y + 0.08)) : abs(length(q) - 0.3) - 0.1;
    col *= 1.0 - 0.35 * smoothstep(0.1, 0.0, d);
    vec3 sheet = mix(face, ink, smoothstep(0.03, 0.0, abs(d + 0.13) - 0.03));
    sheet = mix(sheet, ink, smoothstep(0.015, -0.015, mark));
    sheet *= 0.85 + 0.25 * smoothstep(-0.6, 0.6, q.y + 0.5 * sin(iTime + q.x));
    sheet = mix(sheet, vec3(0.45, 0.25, 0.12), kSpecks * smoothstep(0.68, 0.75, fbm(4.0 * q + 30.0 * id)));
    col = mix(col, sheet, smoothstep(0.012, -0.012, d));
    fragColor = vec4(col, 1.0);
}
