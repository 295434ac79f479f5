// title: Soap bubbles
// family: soap_bubbles
// description: Thin films shimmer in bands as clusters of bubbles rise past a window
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kSize viewpoint 0.42 0.28 0.6
// @param kFilm texture 1.6 0.8 3.0
// @param kRise pose 0.12 0.05 0.22
// @param kPane light 0.7 0.2 1.0
// @param kHue palette 0.55 0.0 1.0
const float kSize = 0.42;
const float kFilm = 1.6;
const float kRise = 0.12;
const float kPane = 0.7;
const float kHue = 0.55;
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
vec3 dye(float h) {                                   // a colour whose strength and depth change with its hue
    vec3 c = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.33, 0.67)));
    return mix(vec3(dot(c, vec3(0.3, 0.5, 0.2))), c, 0.5 + 0.4 * fract(5.0 * h)) * (0.95 + 0.25 * cos(18.85 * h + 1.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float day = 0.6 * iTime;
    vec2 far = p + vec2(0.12 * iTime, 0.1 * sin(0.5 * iTime));
    vec3 col = mix(dye(kHue + 0.1 * sin(day)) * 0.35, dye(kHue + 0.45 + 0.12 * cos(day)) * 0.6, smoothstep(-1.1, 1.1, p.y + 0.5 * sin(0.5 * iTime + 1.5 * p.x)));
    col *= 0.55 + 0.75 * fbm(1.6 * far) + 0.3 * smoothstep(0.4, 0.6, fbm(1.1 * far + 7.0));
    for (int k = 0; k < 12; k++) {
        float f = float(k), group = floor(f / 3.0), climb = fract(kRise * iTime * (0.8 + 0.25 * group) + 0.29 * group + 0.12);
        vec2 c = vec2(0.75 * sin(2.2 * group + 0.35 * iTime), 3.6 * climb - 1.8);
        float a = 2.1 * f + 0.5 * iTime, r = kSize * (0.6 + 0.4 * sin(2.7 * f + 1.0));
        c += kSize * 0.85 * vec2(cos(a), sin(a));
        vec2 n = (p - c) / max(r * (1.0 + 0.03 * sin(3.0 * atan(p.y - c.y, p.x - c.x) + 2.0 * iTime + f)), 0.05);
        float d = dot(n, n);
        if (d > 1.0) continue;
        float z = sqrt(1.0 - d), rim = 0.12 + 0.88 * pow(1.0 - z, 1.7);
        vec2 flow = turn(0.7 * n.x + 0.4 * iTime) * n;
        float film = kFilm * (0.8 - 0.55 * n.y + 0.5 * vnoise(2.2 * flow + 5.0 * f) + 0.25 * sin(0.5 * iTime + f)) * (0.45 + 0.75 * (1.0 - z));
        vec3 bands = 0.5 - 0.5 * cos(6.2832 * film * vec3(1.0, 1.22, 1.5) + 0.6);
        col = mix(col, col * 0.75 + bands * (0.25 + 0.85 * rim), min(0.35 + rim, 1.0));
        vec2 o = n - vec2(0.45 * sin(0.45 * iTime) - 0.1, 0.42), pane = abs(vec2(o.x + 0.4 * n.y * n.x, o.y + 0.3 * n.x * n.x)) - vec2(0.2, 0.17);
        col += kPane * smoothstep(0.04, -0.04, max(pane.x, pane.y)) * smoothstep(0.01, 0.04, min(abs(o.x), abs(o.y))) * vec3(1.0, 0.98, 0.92);
        col += 0.35 * kPane * smoothstep(0.18, 0.0, length(n + 0.62 * normalize(vec2(0.4 * sin(0.45 * iTime), 0.9))));
        col = mix(col, bands * 0.5 + 0.5, 0.7 * smoothstep(0.9, 0.99, d));
    }
    fragColor = vec4(col, 1.0);
}
