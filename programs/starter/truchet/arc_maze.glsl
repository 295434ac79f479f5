// title: Arc maze
// family: truchet
// description: Teal ribbons wander over ochre tiles that flip
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float TILES = 6.0, HALF_WIDTH = 0.16;
    vec2 p = TILES * fragCoord / iResolution.y + vec2(0.5 * iTime, 0.3 * iTime);
    vec2 cell = floor(p), f = p - cell;
    float swap = rnd(cell + 13.0 * floor(0.5 * iTime + rnd(cell + 91.0)));
    if (swap > 0.5) f.x = 1.0 - f.x;
    float one = length(f), two = length(1.0 - f), arc = one < two ? one : two;
    float d = abs(arc - 0.5);
    float shade = sqrt(max(1.0 - d * d / (HALF_WIDTH * HALF_WIDTH), 0.0));
    vec3 tile = mix(vec3(0.86, 0.65, 0.3), vec3(0.78, 0.5, 0.24), mod(cell.x + cell.y, 2.0));
    tile *= 0.8 + 0.2 * smoothstep(HALF_WIDTH, HALF_WIDTH + 0.2, d);
    vec3 ribbon = vec3(0.08, 0.45, 0.45) * (0.35 + 0.9 * shade) + 0.2 * pow(shade, 12.0);
    fragColor = vec4(mix(tile, ribbon, smoothstep(HALF_WIDTH + 0.02, HALF_WIDTH - 0.02, d)), 1.0);
}
