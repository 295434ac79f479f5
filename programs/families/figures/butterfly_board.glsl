// title: Butterfly board
// family: butterfly_board
// description: Pinned butterflies with eye-spotted wings beat slowly on linen
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kFlap pose 0.5 0.0 0.9
// @param kWing identity 1.0 0.6 1.5
// @param kSpots identity 3.0 1.0 6.0
// @param kHue palette 0.0 0.0 6.28
// @param kRows viewpoint 2.0 1.0 4.0
const float kFlap = 0.5;
const float kWing = 1.0;
const float kSpots = 3.0;
const float kHue = 0.0;
const float kRows = 2.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float wing(vec2 q, float id) {                        // fore and hind wing of the right side
    vec2 f = turn(-0.65) * (q - vec2(0.05, 0.05)), h = turn(0.6) * (q - vec2(0.05, -0.02));
    float fore = length(vec2(f.x - 0.42 * kWing, f.y * (1.9 + f.x)) ) - 0.4 * kWing;
    float hind = length(vec2(h.x - 0.27, h.y * (1.4 - 0.4 * sin(5.0 * id)))) - 0.27 - 0.03 * sin(14.0 * atan(h.y, h.x - 0.27));
    return min(fore, hind);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 0.5 * floor(kRows) * p + vec2(0.1 * iTime, 0.5 * floor(kRows)), cell = floor(g), q = 2.3 * (g - cell - 0.5);
    float id = rnd(cell + 2.0), beat = mix(1.0, 0.35 + 0.65 * abs(cos(1.5 * iTime + 9.0 * id)), kFlap);
    vec3 col = vec3(0.87, 0.83, 0.74) * (0.92 + 0.06 * sin(160.0 * p.x) + 0.06 * sin(160.0 * p.y));
    col *= 1.0 - 0.5 * step(0.97, max(abs(q.x), abs(q.y)) / 1.12);
    q = turn(0.3 * (id - 0.5)) * q;
    vec2 s = q;
    q.x = abs(q.x) / beat;
    float d = wing(q, id), shadow = wing(vec2(abs(s.x - 0.06) / beat, s.y + 0.08), id), r = length(q);
    col *= 1.0 - 0.4 * smoothstep(0.08, -0.04, shadow);
    vec3 base = spin(mix(vec3(0.9, 0.45, 0.1), vec3(0.25, 0.45, 0.85), id), kHue + 2.0 * id) ;
    float a = atan(q.y, q.x), vein = abs(sin(9.0 * a)) * r;
    vec3 skin = mix(base * 0.5, base, smoothstep(0.02, 0.06, vein)) * (0.75 + 0.4 * r);
    skin = mix(skin, vec3(0.08, 0.06, 0.07), smoothstep(-0.09, -0.06, d));
    float rim = fract(a / 6.2832 * 24.0) - 0.5;
    skin = mix(skin, vec3(0.98, 0.95, 0.85), smoothstep(0.02, 0.0, length(vec2(d + 0.045, rim * 0.25 * r)) - 0.018));
    float spot = 9.0;
    for (int k = 0; k < 6; k++) if (float(k) < floor(kSpots)) { float b = 1.1 - 2.0 * float(k) / max(floor(kSpots) - 1.0, 1.0) * 0.9; spot = min(spot, length(q - 0.42 * vec2(cos(b), sin(b)))); }
    skin = mix(skin, vec3(0.05), smoothstep(0.01, 0.0, spot - 0.075));
    skin = mix(skin, spin(base, 3.0) + 0.2, smoothstep(0.01, 0.0, spot - 0.05));
    col = mix(col, skin * mix(0.7, 1.0, beat), smoothstep(0.012, -0.012, d));
    float body = length(vec2(s.x, max(abs(s.y) - 0.22, 0.0))) - 0.05 + 0.012 * sin(60.0 * s.y), feeler = abs(abs(s.x) - 0.35 * (s.y - 0.25)) + step(0.6, s.y) + step(s.y, 0.25);
    col = mix(col, vec3(0.14, 0.1, 0.08), smoothstep(0.012, 0.0, min(body, feeler - 0.01)));
    fragColor = vec4(col, 1.0);
}
