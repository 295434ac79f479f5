// dialect: shadertoy
#define SAT(x) clamp(x, 0., 1.)
struct Hit { float t; vec3 n; };
float map(in vec3 p, out Hit h) {
    float d;
    for (int i; i < 4; ++i) {
        vec3 q, w = p * float(i);
        q += w;
        d += length(q);
    }
    if (d > 9.) discard;
    return SAT(d);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy; Hit hits[2], last;
    float sample = map(vec3(uv, iTime), hits[0]);
    fragColor += vec4(fwidth(sample), last.t, hits[1].n.xy);
}
