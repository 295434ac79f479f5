// title: Chess pawns
// family: chess_pawns
// description: Turned pieces stand on a polished board in a slow orbit
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kWaist identity 0.1 0.06 0.18
// @param kHead identity 0.2 0.12 0.3
// @param kOrbit viewpoint 0.0 -3.0 3.0
// @param kSun light 0.8 -3.0 3.0
// @param kHue palette 0.0 0.0 6.28
const float kWaist = 0.1;
const float kHead = 0.2;
const float kOrbit = 0.0;
const float kSun = 0.8;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
vec3 look(vec2 p, vec3 ro, vec3 at, float lens) { vec3 f = normalize(at - ro), r = normalize(cross(f, vec3(0, 1, 0))); return normalize(p.x * r + p.y * cross(r, f) + lens * f); }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - 0.25 * h * h * k; }
float map(vec3 q) {
    vec2 cell = floor(q.xz);
    q.xz = fract(q.xz) - 0.5;
    float r = length(q.xz), body = r - kWaist - 0.22 * exp(-6.0 * q.y) - 0.02 * cos(20.0 * q.y) * step(q.y, 0.3), tall = 0.5 + 0.25 * rnd(cell);
    float piece = smin(max(body, abs(q.y - 0.5 * tall) - 0.5 * tall), length(q - vec3(0, tall + 0.1, 0)) - kHead * 0.85, 0.06);
    piece = min(piece, max(r - kWaist - 0.09, abs(q.y - tall + 0.06) - 0.03));
    if (rnd(cell + 40.0) < 0.45) piece = max(0.5 - r, 0.25);
    return 0.75 * min(q.y, piece);
}
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kOrbit + 0.25 * iTime;
    vec3 ro = 3.0 * vec3(cos(a), 0.75, sin(a)) + vec3(0.2 * iTime, 0.0, 0.0), rd = look(p, ro, vec3(0.2 * iTime, 0.2, 0.0), 2.0), sun = normalize(vec3(cos(kSun), 1.1, sin(kSun)));
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 70 && d > 0.002 && t < 12.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 sky = mix(vec3(0.85, 0.75, 0.65), vec3(0.25, 0.3, 0.42), 0.5 + 0.6 * rd.y), col = sky;
    if (t < 12.0) {
        vec3 q = ro + t * rd, n = normal(q);
        vec2 cell = floor(q.xz);
        float odd = mod(cell.x + cell.y, 2.0), floor_ = step(q.y, 0.01), shade = 1.0, s = 0.05;
        for (int k = 0; k < 14; k++) { float h = map(q + n * 0.01 + s * sun); shade = min(shade, 7.0 * h / s); s += clamp(h, 0.03, 0.2); }
        vec3 wood = mix(vec3(0.32, 0.14, 0.08), vec3(0.85, 0.7, 0.48), odd), paint = rnd(cell + 7.0) < 0.5 ? spin(vec3(0.85, 0.25, 0.15), kHue) : vec3(0.93, 0.87, 0.75);
        vec3 base = mix(paint, wood, floor_);
        float diffuse = max(dot(n, sun), 0.0) * clamp(shade, 0.0, 1.0);
        col = base * (0.25 + 0.15 * n.y + 0.85 * diffuse) + 0.5 * pow(max(dot(reflect(rd, n), sun), 0.0), 40.0) * clamp(shade, 0.0, 1.0);
        col = mix(col, sky, smoothstep(4.0, 11.0, t));
    }
    fragColor = vec4(col, 1.0);
}
