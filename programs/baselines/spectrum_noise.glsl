// title: Spectrum noise
// family: spectrum_noise
// description: Noise whose power falls with a power of the frequency, in mixed colours
// tags: baselines
// dialect: shadertoy
// licence: CC0-1.0
// @param kSeed identity 0.0 0.0 16777215.0 which exponent, colours and waves
const float kSeed = 0.0;
const float kFlattest = 0.5;
const float kSteepest = 3.5;
const float kDrift = 2.0;
float rnd(float n, float k) {                         // random number in [0, 1)
    uint h = uint(kSeed) * 0x9E3779B1u + uint(int(n)) * 0x85EBCA77u + uint(int(k)) * 0x27D4EB2Fu;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float waves(vec2 p, float field, float exponent) {    // frequencies are spread evenly over octaves
    float sum = 0.0, power = 0.0;
    for (int k = 0; k < 48; k++) {
        float n = 64.0 * field + float(k), frequency = exp2(6.0 * rnd(n, 0.0) - 1.0);
        float a = 6.2832 * rnd(n, 1.0), height = pow(frequency, 1.0 - 0.5 * exponent);
        float phase = 6.2832 * rnd(n, 2.0) + kDrift * (2.0 * rnd(n, 3.0) - 1.0) * iTime;
        sum += height * cos(3.1416 * frequency * dot(p, vec2(cos(a), sin(a))) + phase);
        power += 0.5 * height * height;
    }
    return sum / sqrt(power);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float exponent = mix(kFlattest, kSteepest, rnd(200.0, 0.0));
    vec3 col = vec3(rnd(200.0, 1.0), rnd(200.0, 2.0), rnd(200.0, 3.0));
    for (int i = 0; i < 3; i++) {
        float n = 201.0 + float(i);
        col += 0.5 * (vec3(rnd(n, 1.0), rnd(n, 2.0), rnd(n, 3.0)) - 0.5) * waves(p, float(i), exponent);
    }
    fragColor = vec4(col, 1.0);
}
