// title: Checker plain
// family: perspective_floor
// description: A tiled plain with standing columns runs to the horizon
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float sway = 0.3 * sin(0.7 * iTime), roll = 0.15 * sin(0.9 * iTime);
    uv = mat2(cos(roll), sin(roll), -sin(roll), cos(roll)) * uv;
    float horizon = 0.15 + 0.1 * sin(0.5 * iTime), drop = horizon - uv.y;
    vec3 sky = mix(vec3(0.95, 0.8, 0.85), vec3(0.35, 0.55, 0.85), clamp(-drop, 0.0, 1.0)), col = sky;
    if (drop > 0.0) {
        vec2 g = vec2((uv.x + sway) / (drop + 0.02), 1.0 / (drop + 0.02)) + vec2(0.0, 2.0 * iTime);
        vec2 cell = floor(g);
        float tile = mod(cell.x + cell.y, 2.0), grain = vnoise(6.0 * g);
        col = mix(vec3(0.9, 0.86, 0.78), mix(vec3(0.2, 0.25, 0.3), vec3(0.5, 0.15, 0.15), step(0.7, rnd(cell))), tile) * (0.85 + 0.2 * grain);
        col = mix(sky, col, smoothstep(0.0, 0.35, drop));
    }
    for (int k = 7; k >= 0; k--) {
        float depth = float(k) + 1.0 - fract(iTime * 0.5), id = floor(iTime * 0.5) + float(k) + 1.0;
        float side = mod(id, 2.0) * 2.0 - 1.0, size = 1.0 / depth;
        vec2 q = uv - vec2(1.1 * side * size * (0.6 + 0.6 * rnd(vec2(id, 2))), horizon);
        float x = q.x / (0.17 * size), h = (0.5 + 0.9 * rnd(vec2(id, 5))) * size;
        if (abs(x) < 1.0 && q.y < h && q.y > -0.6 * size) {
            vec3 stone = mix(vec3(0.85, 0.7, 0.5), vec3(0.4, 0.55, 0.6), rnd(vec2(id, 8)));
            stone *= (0.3 + 0.8 * sqrt(max(1.0 - 0.8 * (x + 0.4) * (x + 0.4), 0.0))) * (0.85 + 0.15 * sin(16.0 * asin(x)));
            col = mix(stone, sky, 1.0 - exp(-0.18 * (depth - 0.5)));
        }
    }
    fragColor = vec4(col, 1.0);
}
