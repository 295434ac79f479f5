// title: Pool floor
// family: pool_caustics
// description: Sunlight gathers into bright nets on a tiled floor, a swimming ring floats across
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kTiles texture 3.5 2.0 6.0
// @param kSwell identity 1.0 0.5 1.6
// @param kDrift pose 0.3 0.1 0.6
// @param kSun light 0.7 0.3 1.1
// @param kHue palette 0.0 0.0 6.28
const float kTiles = 3.5;
const float kSwell = 1.0;
const float kDrift = 0.3;
const float kSun = 0.7;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float zoom = 1.15 + 0.35 * sin(0.55 * iTime);
    vec2 g = turn(0.12 * iTime) * p * zoom + kDrift * vec2(iTime, 0.6 * iTime), slope = vec2(0.0);
    vec3 curve = vec3(0.0);
    vec2 w = 1.5 * g + 0.35 * sin(1.7 * g.yx + 0.5 * iTime);
    for (int k = 0; k < 6; k++) {
        float f = float(k), a = 2.4 * f + 0.3 * sin(0.4 * iTime + f), n = 1.7 + 0.8 * f, phase;
        vec2 e = vec2(cos(a), sin(a));
        phase = n * dot(e, w) + (0.9 + 0.2 * f) * iTime + f * f;
        slope += e * cos(phase) / n;
        curve += vec3(e.x * e.x, e.x * e.y, e.y * e.y) * sin(phase);
    }
    float s = 0.68 * kSwell, fold = (1.0 + s * curve.x) * (1.0 + s * curve.z) - s * s * curve.y * curve.y, net = min(0.24 / (0.08 + abs(fold)), 2.2);
    vec2 q = (g + 0.13 * kSwell * slope) * kTiles, c = floor(q), f = abs(q - c - 0.5);
    float lane = abs(q.y / kTiles - 2.4 * floor(q.y / kTiles / 2.4 + 0.5)) - 0.16, edge = max(f.x, f.y);
    vec3 tile = mix(vec3(0.25, 0.62, 0.72), vec3(0.12, 0.42, 0.66), rnd(c)) * (0.85 + 0.3 * rnd(c + 9.0));
    if (lane < 0.0) tile = vec3(0.05, 0.08, 0.22) + 0.08 * rnd(c);
    if (mod(c.x, 5.0) < 0.5 && mod(c.y, 4.0) < 0.5) tile = vec3(0.85, 0.78, 0.5);
    tile = mix(tile, vec3(0.75, 0.85, 0.82), smoothstep(0.43, 0.47, edge));
    vec2 at = vec2(3.6 * fract(0.11 * iTime + 0.35) - 1.8, 0.5 * sin(0.7 * iTime)), v = p - at;
    float shade = smoothstep(0.09, -0.03, abs(length(v + vec2(0.16, 0.22) + 0.06 * slope) - 0.34) - 0.12);
    vec3 day = mix(vec3(1.0, 0.75, 0.5), vec3(0.9, 1.0, 0.95), 0.5 + 0.5 * sin(0.6 * iTime));
    vec3 col = tile * (0.4 + kSun * net * (1.0 - 0.85 * shade) * day) * (0.8 + 0.2 * sin(0.5 * iTime + p.x));
    col = spin(col, kHue + 0.5 * sin(0.5 * iTime));
    col += 0.18 * day * smoothstep(0.6, 1.3, slope.x + slope.y);
    float ring = abs(length(v) - 0.34) - 0.12, puff = sqrt(clamp(-ring / 0.12, 0.0, 1.0)), part = step(0.0, sin(4.0 * atan(v.y, v.x) + 1.2 * iTime));
    vec3 skin = mix(vec3(0.97, 0.95, 0.9), spin(vec3(0.9, 0.2, 0.25), kHue), part) * (0.45 + 0.6 * puff) + 0.5 * smoothstep(0.05, 0.0, length(v - vec2(-0.2, 0.26)));
    col = mix(col, skin, smoothstep(0.01, -0.01, ring));
    fragColor = vec4(col, 1.0);
}
