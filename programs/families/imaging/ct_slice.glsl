// title: Tomogram slice
// family: ct_slice
// description: A body section with spine, lungs and vessels, the cut moves through the body
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kLungs identity 0.5 0.3 0.65
// @param kFat identity 0.1 0.04 0.2
// @param kSlice pose 0.4 0.1 1.0
// @param kWindow light 1.0 0.6 1.5
// @param kRing texture 0.1 0.0 0.4
// @param kTone palette 0.0 0.0 1.0
const float kLungs = 0.5;
const float kFat = 0.1;
const float kSlice = 0.4;
const float kWindow = 1.0;
const float kRing = 0.1;
const float kTone = 0.0;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
float blob(vec2 q, vec2 r) { return (length(q / r) - 1.0) * min(r.x, r.y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float z = kSlice * iTime, breath = 0.03 * sin(2.0 * iTime);
    vec2 q = p * vec2(1.0, 1.15);
    float body = blob(q, vec2(0.95 + 0.03 * sin(z), 0.72 + breath)) + 0.02 * sin(3.0 * atan(q.y, q.x) + z), h = 0.0;
    h = mix(h, 0.28 + 0.06 * vnoise(20.0 * q), smoothstep(0.012, -0.012, body));
    h = mix(h, 0.5 + 0.07 * fbm(7.0 * q + z), smoothstep(0.012, -0.012, body + kFat));
    vec2 l = vec2(abs(q.x) - 0.42, q.y - 0.02);
    float lung = blob(l + 0.06 * (vnoise(4.0 * q + z) - 0.5), vec2(0.3, kLungs * (0.95 + 0.15 * sin(0.7 * z) + breath)));
    h = mix(h, 0.1 + 0.06 * vnoise(30.0 * q), smoothstep(0.015, -0.015, lung));
    vec2 vcell = floor(9.0 * q), vf = fract(9.0 * q) - 0.5 - 0.5 * (rnd2(vcell + floor(2.0 * z)) - 0.5);
    h += 0.5 * smoothstep(0.16, 0.08, length(vf) - 0.12 * (rnd(vcell + floor(2.0 * z)) - 0.5)) * smoothstep(0.0, -0.06, lung);
    float heart = blob(q - vec2(0.12, 0.08), vec2(0.26, 0.23) * (1.0 + 0.06 * sin(6.0 * iTime)));
    h = mix(h, 0.58 + 0.12 * vnoise(6.0 * q + z), smoothstep(0.02, -0.02, heart));
    float spine = blob(q - vec2(0.0, -0.44), vec2(0.15, 0.12)), canal = length(q - vec2(0.0, -0.55)) - 0.05, wing = max(abs(abs(q.x) * 0.8 + q.y + 0.62) - 0.05, abs(q.x) - 0.3);
    float rib = abs(body + 0.09) - 0.035, around = atan(q.y, q.x) * 7.0 + 2.0 * z;
    h = mix(h, 0.95 - 0.25 * vnoise(40.0 * q), smoothstep(0.012, -0.012, max(min(spine, wing), -canal)));
    h = mix(h, 0.92, smoothstep(0.012, -0.012, rib) * step(0.35, sin(around)));
    h += 0.4 * smoothstep(0.015, -0.015, length(q - vec2(-0.05, -0.26)) - 0.07);
    float table = abs(q.y + 0.88 - 0.1 * q.x * q.x) - 0.012;
    h = max(h, 0.5 * smoothstep(0.01, -0.01, table));
    h += kRing * 0.12 * sin(90.0 * length(p)) * h + 0.04 * (rnd(p * 200.0 + floor(z * 6.0)) - 0.5);
    h = clamp((h - 0.45) * kWindow + 0.45, 0.0, 1.0);
    vec3 col = mix(vec3(h), 0.5 + 0.5 * cos(6.28 * (kTone + 0.8 * h + vec3(0.0, 0.33, 0.67))), kTone);
    fragColor = vec4(col, 1.0);
}
