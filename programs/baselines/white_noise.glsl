// title: White noise
// family: white_noise
// description: Every pixel of every moment has a colour of its own: many pictures, no diversity
// tags: baselines
// dialect: shadertoy
// licence: CC0-1.0
// @param kSeed identity 0.0 0.0 16777215.0 which noise
const float kSeed = 0.0;
uint mixed(uint h) {
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return h ^ h >> 16;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uint moment = mixed(uint(kSeed) + 0x9E3779B1u * floatBitsToUint(iTime));
    uint h = mixed(mixed(moment + uint(fragCoord.x)) + 0x85EBCA77u * uint(fragCoord.y));
    vec3 col = vec3(mixed(h + 1u) >> 8, mixed(h + 2u) >> 8, mixed(h + 3u) >> 8) / 16777216.0;
    fragColor = vec4(col, 1.0);
}
