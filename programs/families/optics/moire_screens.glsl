// title: Moire of sliding screens
// family: moire_screens
// description: Ruled and ringed sheets of coloured film slide over each other, a round glass bends one
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kLines texture 7.0 4.5 10.0
// @param kInk identity 0.5 0.3 0.7
// @param kSlide pose 0.5 0.2 0.9
// @param kGlass viewpoint 1.6 1.2 2.4
// @param kHue palette 0.55 0.0 1.0
const float kLines = 7.0;
const float kInk = 0.5;
const float kSlide = 0.5;
const float kGlass = 1.6;
const float kHue = 0.55;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 dye(float h) {                                   // a colour whose strength and depth change with its hue
    vec3 c = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.33, 0.67)));
    return mix(vec3(dot(c, vec3(0.3, 0.5, 0.2))), c, 0.5 + 0.4 * fract(5.0 * h)) * (0.95 + 0.25 * cos(18.85 * h + 1.0));
}
float ruled(vec2 q, float kind, float bow) {          // how far a sheet covers: rings, spokes or bowed lines
    float x = kind < 0.5 ? length(q) : kind < 1.5 ? floor(0.5 * kLines) * atan(q.y, q.x) / 3.1416 : q.y + bow * sin(2.2 * q.x);
    if (kind > 0.5 && kind < 1.5) return smoothstep(0.12, -0.12, abs(fract(2.0 * x) - 0.5) - 0.5 * kInk) * smoothstep(0.05, 0.3, length(q));
    return smoothstep(0.1, -0.1, abs(fract(kLines * x) - 0.5) - 0.5 * kInk);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float t = kSlide * iTime, zoom = 0.95 + 0.3 * sin(0.6 * iTime);
    vec2 lens = vec2(0.8 * sin(0.7 * t + 0.5), 0.5 * cos(1.1 * t)), v = p - lens;
    float r = length(v) / 0.55, bulge = r < 1.0 ? mix(1.0 / kGlass, 1.0, r * r * r) : 1.0;
    vec2 q = lens + v * bulge, a = zoom * q - 0.55 * vec2(cos(0.8 * t), sin(0.8 * t)), b = zoom * mix(q, p, 0.5) + 0.5 * vec2(sin(1.2 * t), 0.7 * cos(0.9 * t)), c = turn(0.35 * t) * zoom * p;
    float third = smoothstep(-0.1, 0.1, sin(0.9 * t + 1.2 * p.x)), bow = 0.18 * sin(0.6 * iTime);
    vec3 paper = mix(vec3(0.97, 0.94, 0.86), dye(kHue + 0.5) * 0.4 + 0.6, 0.5 + 0.5 * sin(0.55 * iTime));
    vec3 first = dye(kHue + 0.12 * sin(0.6 * iTime)) * 0.85, second = dye(kHue + 0.36 + 0.1 * sin(0.5 * iTime)) * 0.85, last = dye(kHue + 0.7) * 0.8;
    vec3 col = paper * (0.9 + 0.12 * dot(p, vec2(cos(0.6 * iTime), sin(0.6 * iTime))));
    vec2 sheet = abs(turn(0.25 * sin(t)) * (p - 0.25 * vec2(cos(0.8 * t), sin(0.6 * t)))) - vec2(1.05, 0.8);
    float on = smoothstep(0.01, -0.01, max(sheet.x, sheet.y));
    col *= mix(vec3(1.0), first, 0.9 * ruled(a, 0.0, 0.0));
    col *= mix(vec3(1.0), second, 0.9 * ruled(b, 0.0, 0.0) * on);
    col *= mix(vec3(1.0), last, 0.8 * mix(ruled(c, 2.0, bow), ruled(c - 0.2 * sin(t), 1.0, 0.0), third) * (1.0 - 0.35 * on));
    col *= 1.0 - 0.25 * smoothstep(0.04, 0.0, abs(max(sheet.x, sheet.y)));
    float rim = abs(r - 1.0);
    col = mix(col, vec3(0.85) + 0.15 * sin(3.0 * atan(v.y, v.x) + t), 0.85 * smoothstep(0.06, 0.03, rim));
    col *= 1.0 - 0.3 * smoothstep(0.35, 0.0, r - 1.0) * step(1.0, r);
    col += 0.35 * smoothstep(0.2, 0.05, length(v / 0.55 - vec2(-0.45, 0.5)));
    fragColor = vec4(col, 1.0);
}
