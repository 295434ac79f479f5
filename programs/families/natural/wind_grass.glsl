// title: Grass in the wind
// family: wind_grass
// description: Gusts bend rows of blades and poppies from dawn to dusk while the view walks on
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kBlades texture 9.0 6.0 14.0
// @param kGust pose 0.5 0.2 0.9
// @param kPoppies clutter 0.35 0.1 0.7
// @param kHue palette 0.0 0.0 6.28
// @param kHeight identity 0.7 0.45 1.0
const float kBlades = 9.0;
const float kGust = 0.5;
const float kPoppies = 0.35;
const float kHue = 0.0;
const float kHeight = 0.7;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 q = (p + vec2(0.0, 0.28 * sin(0.5 * iTime + 1.0) - 0.05)) * (0.85 + 0.25 * sin(0.62 * iTime));
    float day = 0.5 + 0.5 * sin(0.6 * iTime + 0.4);
    vec2 sun = vec2(1.1 * cos(0.45 * iTime), 0.25 + 0.45 * sin(0.6 * iTime + 0.4)), haze = q + vec2(0.15 * iTime, 0.0);
    vec3 sky = mix(mix(vec3(0.98, 0.6, 0.4), vec3(0.75, 0.86, 0.95), day), mix(vec3(0.3, 0.25, 0.5), vec3(0.25, 0.52, 0.85), day), smoothstep(-0.2, 1.0, q.y));
    sky = mix(sky, mix(vec3(1.0, 0.75, 0.65), vec3(1.0), day), 0.7 * smoothstep(0.45, 0.75, fbm(vec2(1.2, 2.6) * haze)));
    sky += vec3(1.0, 0.8, 0.5) * (smoothstep(0.15, 0.12, length(q - sun)) + 0.4 * exp(-3.0 * length(q - sun)));
    vec3 col = mix(sky, vec3(0.3, 0.4, 0.45) * (0.6 + 0.5 * day), smoothstep(0.01, -0.01, q.y - 0.12 - 0.2 * vnoise(vec2(1.5 * q.x + 0.2 * iTime, 3.0))));
    col = spin(col, 0.3 * sin(kHue));
    for (int layer = 0; layer < 6; layer++) {
        float z = float(layer), near = z / 5.0, s = kBlades * (1.5 - 0.95 * near), ground = 0.15 - 0.3 * z + 0.05 * sin(0.5 * iTime + z), tall = kHeight * (0.42 + 0.3 * near);
        float walk = iTime * (0.1 + 0.22 * near) + 5.0 * z, y = (q.y - ground + 0.1) / tall, wave = 0.5 + vnoise(vec2(1.2 * (q.x + walk) - 1.1 * iTime, 0.4 * iTime + z)) - 0.3 + 0.15 * sin(2.2 * iTime + 3.0 * q.x + z);
        if (y > 1.6) continue;
        float up = clamp(y, 0.0, 1.5), lean = kGust * wave * 0.5 * up * up * tall, u = (q.x + walk - lean) * s, base = floor(u);
        vec3 green = spin(mix(vec3(0.12, 0.3, 0.12), vec3(0.55, 0.68, 0.2), 0.25 + 0.5 * near * day), kHue + 0.35 * sin(0.5 * iTime + 0.7 * z));
        col = mix(col, green * (0.5 + 0.2 * vnoise(vec2(3.0 * u, 6.0 * y))), smoothstep(0.02, -0.02, y - 0.2));
        for (int k = -1; k < 2; k++) {
            float n = base + float(k), id = rnd(vec2(n, z)), top = 0.55 + 0.5 * id, x = u - n - 0.5 - 0.7 * (rnd(vec2(n, z + 20.0)) - 0.5) - (id - 0.5) * up * up * 1.3;
            float half_ = 0.34 * sqrt(clamp(1.0 - up / top, 0.0, 1.0));
            vec3 blade = green * (0.45 + 0.75 * up) * (0.75 + 0.5 * fract(9.0 * id)) + vec3(0.35, 0.3, 0.1) * max(wave, 0.0) * up * smoothstep(0.0, 0.2, x);
            if (y < top) col = mix(col, blade, smoothstep(0.06, -0.06, abs(x) - half_));
            if (fract(17.0 * id) < kPoppies) {
                vec2 v = vec2(x / s, (y - top) * tall) / (0.045 + 0.035 * near);
                float petal = length(v * vec2(0.85, 1.15)) - 0.85 - 0.2 * sin(4.0 * atan(v.y, v.x) + 9.0 * id);
                vec3 bloom = spin(fract(31.0 * id) < 0.7 ? vec3(0.9, 0.16, 0.1) : vec3(0.95, 0.9, 0.7), kHue + 0.4 * sin(0.6 * iTime)) * (0.65 + 0.3 * v.y) * (0.6 + 0.4 * day);
                col = mix(col, bloom, smoothstep(0.08, -0.08, petal));
                col = mix(col, vec3(0.12, 0.08, 0.1), smoothstep(0.1, -0.1, length(v) - 0.28));
            }
        }
    }
    fragColor = vec4(col, 1.0);
}
