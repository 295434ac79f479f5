// title: Night lights out of focus
// family: bokeh_lights
// description: Blurred discs of lamps and traffic slide at three depths, the focus wanders between them
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kBlades identity 6.0 5.0 9.0
// @param kBlur texture 0.36 0.22 0.48
// @param kTraffic pose 0.35 0.1 0.7
// @param kWet light 0.5 0.1 0.9
// @param kHue palette 0.08 0.0 1.0
const float kBlades = 6.0;
const float kBlur = 0.36;
const float kTraffic = 0.35;
const float kWet = 0.5;
const float kHue = 0.08;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 dye(float h) {                                   // a colour whose strength and depth change with its hue
    vec3 c = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.33, 0.67)));
    return mix(vec3(dot(c, vec3(0.3, 0.5, 0.2))), c, 0.5 + 0.4 * fract(5.0 * h)) * (0.95 + 0.25 * cos(18.85 * h + 1.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float road = -0.3 + 0.12 * sin(0.5 * iTime), wet = step(p.y, road), roll = 0.25 * sin(0.4 * iTime);
    vec2 q = vec2(p.x + wet * 0.04 * sin(14.0 * p.y + 2.0 * iTime), wet > 0.5 ? road + 0.6 * (road - p.y) : p.y);
    vec3 dusk = dye(kHue + 0.55 + 0.15 * sin(0.6 * iTime));
    vec3 col = mix(dusk * 0.34, vec3(0.03, 0.03, 0.07), smoothstep(-0.4, 1.0, q.y));
    float tower = floor(2.2 * q.x + 0.12 * iTime), tall = 0.2 + 0.6 * rnd(vec2(tower, 3)), lane = abs(fract(2.2 * q.x + 0.12 * iTime) - 0.5);
    col *= 1.0 - 0.55 * smoothstep(0.12, -0.12, q.y - tall) * smoothstep(0.5, 0.36, lane);
    for (int layer = 0; layer < 3; layer++) {
        float z = float(layer), focus = 0.5 + 0.5 * sin(0.62 * iTime + 1.9 * z), way = layer == 1 ? -1.0 : 1.0;
        float size = kBlur * (0.4 + 0.6 * focus);
        vec2 g = (turn(roll * 0.3) * q + vec2(way * kTraffic * iTime * (0.25 + 0.5 * z), 0.3 * z)) * (2.9 - 0.75 * z) * (1.0 + 0.12 * sin(0.5 * iTime)) + 7.0 * z, base = floor(g - 0.5);
        for (int k = 0; k < 4; k++) {
            vec2 c = base + vec2(k % 2, k / 2), id = c + 31.0 * z, v = g - c - rnd2(id);
            float kind = rnd(id + 5.0), n = floor(kBlades), a = mod(atan(v.y, v.x) + roll * 3.0, 6.2832 / n) - 3.1416 / n, r = length(v), d = mix(r, r * cos(a) * 1.04, 0.75) - size * (0.75 + 0.25 * rnd(id + 8.0));
            if (kind < 0.22) continue;
            vec3 lamp = kind < 0.5 ? vec3(1.0, 0.68, 0.3) : kind < 0.66 ? vec3(1.0, 0.16, 0.12) : kind < 0.8 ? vec3(0.95, 0.95, 1.0) : dye(kHue + kind * 3.0 + 0.05 * iTime);
            float soft = 0.012 + 0.02 * z, glow = 0.7 + 0.3 * sin(0.8 * iTime + 20.0 * kind), power = mix(0.95, 0.4, focus) * glow;
            col += lamp * power * smoothstep(soft, -soft, d) * (0.62 + 0.5 * smoothstep(-0.14, 0.0, d)) * (1.0 - wet * (1.0 - kWet));
            col += lamp * 0.12 * exp(-9.0 * max(d, 0.0)) * (1.0 - 0.5 * wet);
        }
    }
    col += dusk * 0.25 * exp(-18.0 * abs(p.y - road));
    col = 1.0 - exp(-1.5 * col);
    fragColor = vec4(col, 1.0);
}
