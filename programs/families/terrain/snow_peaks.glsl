// title: Snow peaks
// family: snow_peaks
// description: Ray-marched ridges with snow on gentle slopes, pines below and drifting light
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kHeight identity 1.5 0.8 2.2
// @param kSnow texture 0.55 0.2 0.9
// @param kHeading viewpoint 0.3 -3.0 3.0
// @param kSun light 0.9 -3.0 3.0
// @param kDusk palette 0.3 0.0 1.0
const float kHeight = 1.5;
const float kSnow = 0.55;
const float kHeading = 0.3;
const float kSun = 0.9;
const float kDusk = 0.3;
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
float land(vec2 g) {
    float h = 0.0, w = 0.5;
    for (int k = 0; k < 5; k++) { h += w * (1.0 - abs(2.0 * vnoise(g) - 1.0)); g = mat2(1.6, 1.2, -1.2, 1.6) * g + 7.0; w *= 0.45; }
    return kHeight * h * h;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kHeading + 0.05 * iTime;
    vec3 ro = vec3(0.35 * iTime, 1.15 * kHeight + 0.3, 0.2 * iTime), rd = normalize(vec3(p.x, p.y - 0.55, 1.5)), sun = normalize(vec3(cos(kSun), 0.45, sin(kSun)));
    rd.xz = turn(a) * rd.xz;
    vec3 sky = mix(mix(vec3(0.85, 0.9, 0.95), vec3(1.0, 0.65, 0.45), kDusk), mix(vec3(0.25, 0.5, 0.85), vec3(0.2, 0.2, 0.45), kDusk), smoothstep(-0.1, 0.45, rd.y)), col = sky;
    col = mix(col, vec3(1.0), 0.6 * smoothstep(0.5, 0.8, fbm(3.0 * rd.xz / max(rd.y + 0.3, 0.2) + 0.1 * iTime)));
    float t = 0.3;
    for (int k = 0; k < 56; k++) { vec3 q = ro + t * rd; float h = q.y - land(q.xz); if (h < 0.004 * t || t > 12.0) break; t += 0.45 * h; }
    if (t < 12.0) {
        vec3 q = ro + t * rd;
        vec2 e = vec2(0.01 + 0.004 * t, 0.0);
        vec3 n = normalize(vec3(land(q.xz - e) - land(q.xz + e), 2.0 * e.x, land(q.xz - e.yx) - land(q.xz + e.yx)));
        float lit = max(dot(n, sun), 0.0), white = smoothstep(kSnow, kSnow + 0.12, n.y + 0.25 * (q.y / kHeight - 0.5) + 0.1 * vnoise(9.0 * q.xz));
        vec3 rock = mix(vec3(0.4, 0.35, 0.33), vec3(0.55, 0.47, 0.4), vnoise(vec2(3.0 * q.x, 14.0 * q.y))), pine = vec3(0.12, 0.24, 0.14) * (0.5 + rnd(floor(40.0 * q.xz)));
        vec3 base = mix(mix(pine, rock, smoothstep(0.25, 0.45, q.y / kHeight + 0.2 * vnoise(5.0 * q.xz))), vec3(0.95, 0.97, 1.0), white * smoothstep(0.2, 0.5, q.y / kHeight));
        col = base * (0.3 * vec3(0.75, 0.85, 1.1) + lit * mix(vec3(1.0, 0.95, 0.85), vec3(1.2, 0.75, 0.5), kDusk));
        col = mix(col, sky, 1.0 - exp(-0.02 * t * t));
    }
    fragColor = vec4(col, 1.0);
}
